import { z } from 'zod';
import { emailInput } from '../../identity/email';
import { newPassword, typedPassword } from '../../identity/passwords';

const LONGEST_TOKEN = 2_048;

/** `refresh: true` asks for a short-lived token with a refresh token beside it. */
export const credentials = z.strictObject({
  email: emailInput,
  password: typedPassword,
  refresh: z.boolean().optional(),
});

export type Credentials = z.infer<typeof credentials>;

export const refreshing = z.strictObject({ refreshToken: z.string().min(1).max(LONGEST_TOKEN) });

export const forgotten = z.strictObject({ email: emailInput });

export const passwordReset = z.strictObject({
  token: z.string().min(1).max(LONGEST_TOKEN),
  password: newPassword,
});

export type PasswordReset = z.infer<typeof passwordReset>;

export const leaving = z.strictObject({ everywhere: z.boolean().optional() });

export const passwordChange = z.strictObject({ currentPassword: typedPassword, password: newPassword });

export type PasswordChange = z.infer<typeof passwordChange>;
