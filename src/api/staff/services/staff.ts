import type { Core } from '@strapi/strapi';
import { actingStaff } from '../../../audit/acting';
import { recordAct } from '../../../audit/record-act';
import { notFound, DomainError } from '../../../domain/errors';
import type { Language } from '../../../http/contract-error';
import type { StaffCaller } from '../../../identity/caller';
import { assertFitting } from '../../../identity/passwords';
import { beginSession, type Tokens } from '../../../identity/sessions';
import { deleteSession, deleteSessions, type Origin } from '../../../identity/session-store';
import { identitySettings } from '../../../identity/settings';
import { loadStaff, staffBearer, type StaffIdentity } from '../../../identity/staff';
import { inTransaction } from '../../../documents/save';
import { invite } from '../../../staff/password-reset';
import { recordStaffChange } from '../../../staff/record-change';
import { signInStaff } from '../../../staff/sign-in';
import { ADMIN_USER, findMemberId, lockStaff, readMembers, selfRefused } from '../../../staff/member-store';
import type { ListQuery } from '../../../storefront/list-query';
import { orderOf, whereOf } from '../../../storefront/sql-fragment';
import { presentItem } from '../present';
import { accountValues, roleValues, saveProfile } from '../save';
import { grantsByRole, listStaff, readStaff, staffColumns } from '../store';
import type { NewStaff, StaffChangeInput } from '../validation';

type Shown = Record<string, unknown>;

type Made = { id: number; documentId: string };

/** Staff: the users of the panel (D17), with what the shop keeps beside. */
export const createStaffService = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = strapi.db.connection;

  const show = async (documentId: string): Promise<Shown> => {
    const item = await readStaff(db, documentId);
    if (!item) throw notFound('staff member');
    return presentItem(item, await grantsByRole(db));
  };

  return {
    /** @throws DomainError `invalid_credentials`, in the same words for an unknown address; `rate_limited` */
    async signIn(
      email: string,
      password: string,
      origin: Origin,
    ): Promise<{ tokens: Tokens; admin: StaffIdentity }> {
      const { address } = origin;
      return signInStaff(strapi, { email, password, address, door: 'rest' }, async (trx, { documentId }) => {
        const staff = await loadStaff(trx, documentId);
        if (!staff) throw new DomainError('invalid_credentials', 'e-mail or password is wrong');
        const bearer = staffBearer(staff.member, staff.passwordHash);
        const tokens = await beginSession(trx, identitySettings(strapi), bearer, origin);
        return { tokens, admin: staff.member };
      });
    },

    /** Ends the caller's session over REST, or all of them; the panel's are its own. */
    async signOut(caller: StaffCaller, everywhere: boolean): Promise<void> {
      await inTransaction(strapi, async (trx) => {
        if (everywhere) await deleteSessions(trx, caller);
        else await deleteSession(trx, caller, caller.session);
        const subject = { type: ADMIN_USER, id: caller.documentId };
        await recordAct(strapi, trx, { action: 'sign_out', subject, after: { door: 'rest', everywhere } });
      });
    },

    /** A page of staff. */
    async list(query: ListQuery): Promise<{ items: Shown[]; total: number }> {
      const where = whereOf(query.filters, staffColumns);
      const order = orderOf(query.sort, staffColumns, 'name');
      const { items, total } = await listStaff(db, where, order, query);
      const granted = await grantsByRole(db);
      return { items: items.map((item) => presentItem(item, granted)), total };
    },

    /** @throws DomainError `not_found` */
    show,

    /**
     * Makes an account. Without a password, the new member is sent a link by which they choose one.
     * @param language of the invitation
     * @throws DomainError `already_exists`; ValidationError for unknown roles, companies, pictures
     */
    async create(input: NewStaff, language: Language): Promise<Shown> {
      if (input.password !== undefined) assertFitting(input.password, input.email);
      const account = await accountValues(input);
      const { documentId } = await recordStaffChange<Made>(strapi, {
        ids: [],
        made: ({ id }) => id,
        work: async (trx) => {
          const user = (await strapi.db.query(ADMIN_USER).create({
            data: {
              isActive: true,
              blocked: false,
              preferedLanguage: language,
              ...account,
              ...(await roleValues(trx, input, [])),
            },
          })) as Made;
          await saveProfile(strapi, trx, user.id, input);
          const [member] = await readMembers(trx, [user.id]);
          if (member?.isActive && member.password === null) {
            await invite(strapi, trx, member, actingStaff(strapi)?.name ?? 'SaptMarkets', language);
          }
          return user;
        },
      });
      return show(documentId);
    },

    /**
     * Changes what is sent. Who is activated, or given another address, and never had a password is invited.
     * @throws DomainError `not_found`, `already_exists`, `in_use`; ValidationError
     */
    async change(
      self: StaffCaller,
      documentId: string,
      input: StaffChangeInput,
      language: Language,
    ): Promise<Shown> {
      if (input.isActive === false && documentId === self.documentId) throw selfRefused();
      const account = await accountValues(input);
      await inTransaction(strapi, async (trx) => {
        await lockStaff(trx);
        const id = await findMemberId(trx, documentId);
        const [before] = id === null ? [] : await readMembers(trx, [id]);
        if (!before) throw notFound('staff member');
        if (input.password !== undefined) assertFitting(input.password, input.email ?? before.email);
        await recordStaffChange(strapi, {
          ids: [before.id],
          work: async () => {
            const roles = await roleValues(trx, input, before.roles);
            const data = { ...account, ...roles, ...(input.isActive && { blocked: false }) };
            if (Object.keys(data).length > 0) {
              await strapi.db.query(ADMIN_USER).update({ where: { id: before.id }, data });
            }
            await saveProfile(strapi, trx, before.id, input);
            const [after] = await readMembers(trx, [before.id]);
            const isNew = !before.isActive || before.email !== after?.email;
            if (after?.isActive && isNew && after.password === null) {
              await invite(strapi, trx, after, self.name, language);
            }
          },
        });
      });
      return show(documentId);
    },

    /**
     * Deletes an account, with its profile, sessions and tokens.
     * @throws DomainError `not_found`, `in_use` for oneself and for the last active super admin
     */
    remove: (self: StaffCaller, documentId: string): Promise<void> =>
      inTransaction(strapi, async (trx) => {
        if (documentId === self.documentId) throw selfRefused();
        await lockStaff(trx);
        const id = await findMemberId(trx, documentId);
        if (id === null) throw notFound('staff member');
        await recordStaffChange(strapi, {
          ids: [id],
          work: () => strapi.db.query(ADMIN_USER).delete({ where: { id } }),
        });
      }),
  };
};

export default createStaffService;
