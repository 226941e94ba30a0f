import { isValid as isUsableAddress } from 'mailchecker';
import { z } from 'zod';
import { imageInput } from '../../http/inputs';
import { newPassword } from '../../identity/passwords';
import { parsePhone } from '../../identity/phone';

/** bcrypt reads no more than 72 bytes; longer passwords cannot be right. */
const LONGEST_PASSWORD = 1_024;
const LONGEST_ADDRESS = 254;
const LONGEST_TOKEN = 200;
const MOST_ROLES = 20;
const MOST_COMPANIES = 200;

export const credentials = z.strictObject({
  email: z.string().trim().toLowerCase().max(320),
  password: z.string().min(1).max(LONGEST_PASSWORD),
});

/** Whoever asks for a link; the address need not be anybody's. */
export const forgetInput = z.strictObject({ email: z.string().trim().toLowerCase().min(1).max(320) });

export const resetInput = z.strictObject({
  token: z.string().min(1).max(LONGEST_TOKEN),
  password: newPassword,
});

const email = z
  .string()
  .trim()
  .toLowerCase()
  .normalize('NFKC')
  .max(LONGEST_ADDRESS)
  .pipe(
    z
      .email({ error: 'must be an e-mail address', abort: true })
      .refine(isUsableAddress, 'must be an address that lasts'),
  );

const phone = z
  .string()
  .trim()
  .max(40)
  .transform((text, context) => {
    const number = parsePhone(text);
    if (number === null) context.addIssue({ code: 'custom', message: 'must be a telephone number' });
    return number;
  })
  .nullable();

const code = z.string().min(1).max(100);

const name = z.string().trim().min(1).max(200);

/** What can be said of a member of staff. */
const fields = {
  name,
  email,
  password: newPassword,
  role: z.enum(['admin', 'super_admin']),
  roles: z.array(code).max(MOST_ROLES),
  companies: z.array(code).max(MOST_COMPANIES),
  phone,
  avatar: imageInput.nullable(),
  isActive: z.boolean(),
};

export const newStaff = z.strictObject(fields).partial().required({ name: true, email: true, role: true });

export const staffChange = z.strictObject(fields).partial();

export type NewStaff = z.output<typeof newStaff>;
export type StaffChangeInput = z.output<typeof staffChange>;
