import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../domain/errors';
import { beginSession, type Tokens } from '../../../identity/sessions';
import type { Origin } from '../../../identity/session-store';
import { identitySettings } from '../../../identity/settings';
import { loadStaff, staffBearer, type StaffMember } from '../../../identity/staff';

type AuthService = {
  checkCredentials: (credentials: {
    email: string;
    password: string;
  }) => Promise<[error: unknown, user: { documentId: string } | false, info?: { message: string }]>;
};

/** Staff sign in with the account that they use in the panel (D17). */
export const createStaffService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** @throws DomainError `invalid_credentials`, in the same words for an unknown address */
  async signIn(
    email: string,
    password: string,
    origin: Origin,
  ): Promise<{ tokens: Tokens; admin: StaffMember }> {
    const auth = strapi.service('admin::auth') as unknown as AuthService;
    const [error, user] = await auth.checkCredentials({ email, password });
    if (error) throw error as Error;
    const staff = user && (await loadStaff(strapi.db.connection, user.documentId));
    if (!staff) throw new DomainError('invalid_credentials', 'e-mail or password is wrong');
    const { member, passwordHash } = staff;
    const bearer = staffBearer(member, passwordHash);
    const tokens = await beginSession(strapi.db.connection, identitySettings(strapi), bearer, origin);
    return { tokens, admin: member };
  },
});

export default createStaffService;
