import { z } from 'zod';
import { localisedName } from '../../documents/save';
import { dateInput, imageInput, sortOrderInput } from '../../http/inputs';

const fields = {
  title: localisedName,
  subtitle: localisedName,
  image: imageInput.nullable(),
  link: z.string().max(255).nullable(),
  position: z.string().trim().min(1).max(60),
  startDate: dateInput.nullable(),
  endDate: dateInput.nullable(),
  isActive: z.boolean(),
  sortOrder: sortOrderInput,
};

/** What staff may change of a banner; whatever is absent stays. */
export const bannerChange = z.strictObject(fields).partial();

/** A new banner needs a title. */
export const newBanner = bannerChange.required({ title: true });

export type BannerInput = z.infer<typeof bannerChange>;
