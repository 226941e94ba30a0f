import { z } from 'zod';

/** bcrypt reads no more than 72 bytes; longer passwords cannot be right. */
const LONGEST_PASSWORD = 1_024;

export const credentials = z.strictObject({
  email: z.string().trim().toLowerCase().max(320),
  password: z.string().min(1).max(LONGEST_PASSWORD),
});
