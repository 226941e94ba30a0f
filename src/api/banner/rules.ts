import type { DocumentRules } from '../../documents/document-write';
import { assertNamed, storedRow } from '../../documents/stored';
import { assertPeriod } from '../../domain/catalogue/period';
import { assertSafeLink } from '../../domain/catalogue/link';

type BannerRow = { link: string | null; start_date: Date | null; end_date: Date | null };

/** A banner has a title, leads somewhere safe, and ends after it starts. */
export const bannerRules: DocumentRules = {
  after: async (write) => {
    await assertNamed(write, 'title');
    const banner = await storedRow<BannerRow>(write);
    assertSafeLink('link', banner.link);
    assertPeriod(banner.start_date, banner.end_date);
  },
};
