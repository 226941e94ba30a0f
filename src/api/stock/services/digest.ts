import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { nameOfStaff } from '../../../audit/acting';
import { inTransaction } from '../../../documents/save';
import { digestDay } from '../../../domain/stock/digest-time';
import { loadStaffInCharge } from '../../../identity/staff';
import { mailLater } from '../../../mail/mail-later';
import { readMembers } from '../../../staff/member-store';
import { allCompanies } from '../../../tenancy/registry';
import { claimDigest, listDigestPlans, type LowItem, takeLowItems } from '../digest-store';

/** How many products a mail lists; the panel shows them all. */
const MOST_LISTED = 200;

const mailTo = async (trx: Knex, companyCode: string, low: LowItem[]): Promise<void> => {
  const staff = await loadStaffInCharge(trx, companyCode, 'products.write');
  const members = await readMembers(
    trx,
    staff.map(({ id }) => id),
  );
  for (const member of members) {
    const { language } = member;
    const items = low
      .slice(0, MOST_LISTED)
      .map(({ titles, ...item }) => ({ ...item, title: titles[language] }));
    await mailLater(trx, {
      kind: 'low_stock_digest',
      to: { name: nameOfStaff(member), email: member.email },
      language,
      company: companyCode,
      data: { items, more: low.length - items.length },
    });
  }
};

/** The daily mails about low stock. */
export const createDigestService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Mails those who keep the products what is low of their company's stock, once a day, and only where something is low
   * that no mail has named yet. Whichever process is first has the day, together with its mails.
   */
  async sendDue(at: Date): Promise<void> {
    const companies = new Map(
      allCompanies()
        .filter(({ isActive }) => isActive)
        .map((company) => [company.code, company]),
    );
    for (const { companyCode, hour, lastDay } of await listDigestPlans(strapi.db.connection)) {
      const company = companies.get(companyCode);
      const day = company && digestDay(at, hour, company.timezone);
      if (!day || (lastDay !== null && lastDay >= day)) continue;
      await inTransaction(strapi, async (trx) => {
        if (!(await claimDigest(trx, companyCode, day))) return;
        const low = await takeLowItems(trx, companyCode);
        if (low.some(({ isNew }) => isNew)) await mailTo(trx, companyCode, low);
      });
    }
  },
});

export default createDigestService;
