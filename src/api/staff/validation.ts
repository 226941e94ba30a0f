import { z } from 'zod';
import { imageInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';
import { emailInput, newEmail } from '../../identity/email';
import { newPassword, typedPassword } from '../../identity/passwords';
import { phoneInput } from '../../identity/phone';

const LONGEST_TOKEN = 200;
const MOST_ROLES = 20;
const MOST_COMPANIES = 200;

export const credentials = z.strictObject({ email: emailInput, password: typedPassword });

export const leaving = z.strictObject({ everywhere: z.boolean().optional() });

/** Whoever asks for a link; the address need not be anybody's. */
export const forgetInput = z.strictObject({
  email: emailInput.refine((email) => email !== '', 'must not be empty'),
});

export const resetInput = z.strictObject({
  token: z.string().min(1).max(LONGEST_TOKEN),
  password: newPassword,
});

const code = z.string().min(1).max(100);

/** What can be said of a member of staff. */
const fields = {
  name: plainText({ min: 1, max: 200 }),
  email: newEmail,
  password: newPassword,
  role: z.enum(['admin', 'super_admin']),
  roles: z.array(code).max(MOST_ROLES),
  companies: z.array(code).max(MOST_COMPANIES),
  phone: phoneInput().nullable(),
  avatar: imageInput.nullable(),
  isActive: z.boolean(),
};

export const newStaff = z.strictObject(fields).partial().required({ name: true, email: true, role: true });

export const staffChange = z.strictObject(fields).partial();

export type NewStaff = z.output<typeof newStaff>;
export type StaffChangeInput = z.output<typeof staffChange>;
