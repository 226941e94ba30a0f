import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';

/** Whose door it is, who knocks, and from where. */
export type SignInTry = {
  realm: 'customer' | 'staff' | 'delivery';
  company: string | null;
  email: string;
  address: string;
};

/**
 * Runs an attempt to sign in.
 * @throws DomainError `invalid_credentials` where it answers null
 */
export const guardSignIn = async <T>(
  _strapi: Core.Strapi,
  _try: SignInTry,
  attempt: () => Promise<T | null>,
): Promise<T> => {
  const result = await attempt();
  if (result === null) throw new DomainError('invalid_credentials', 'e-mail or password is wrong');
  return result;
};
