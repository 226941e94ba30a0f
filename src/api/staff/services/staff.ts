import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../domain/errors';
import type { StaffCaller } from '../../../identity/caller';
import { loadStaff } from '../../../identity/staff';
import { signToken } from '../../../identity/token';

type AuthService = {
  checkCredentials: (credentials: {
    email: string;
    password: string;
  }) => Promise<[error: unknown, user: { documentId: string } | false, info?: { message: string }]>;
};

/** Staff sign in with the account that they use in the panel (D17). */
export const createStaffService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** @throws DomainError `invalid_credentials`, in the same words for an unknown address */
  async signIn(email: string, password: string): Promise<{ token: string; admin: StaffCaller }> {
    const auth = strapi.service('admin::auth') as unknown as AuthService;
    const [error, user] = await auth.checkCredentials({ email, password });
    if (error) throw error as Error;
    const staff = user && (await loadStaff(strapi.db.connection, user.documentId));
    if (!staff) throw new DomainError('invalid_credentials', 'e-mail or password is wrong');
    const secret = strapi.config.get<string>('plugin::users-permissions.jwtSecret');
    return { token: signToken(staff.caller, staff.passwordHash, secret), admin: staff.caller };
  },
});

export default createStaffService;
