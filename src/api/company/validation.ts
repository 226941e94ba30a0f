import { z } from 'zod';

/** A new company; it starts with its settings, a default location, a currency and two languages. */
export const newCompany = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens'),
  name: z.string().trim().min(1).max(200),
  defaultLocale: z.enum(['en', 'ar']).optional(),
  isDefault: z.boolean().optional(),
  isActive: z.boolean().optional(),
});

export type NewCompany = z.infer<typeof newCompany>;
