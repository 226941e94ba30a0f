import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { actingStaff, traceOf } from '../audit/acting';
import { inPanelWords } from '../documents/panel-error';
import { DomainError } from '../domain/errors';
import { validate } from '../http/validate';
import { hashPassword, newPassword } from '../identity/passwords';
import { recordEvent } from '../audit/record';
import { assertMayChange, assertMayMove, assertSuperAdminActs, confirmsPassword } from './authority';
import { forgetPassword, resetPassword } from './password-reset';
import { recordStaffChange } from './record-change';
import { signInStaff } from './sign-in';
import { ADMIN_USER, findMemberId, findMemberIdByEmail, selfRefused } from './member-store';

type Id = number | string;

type User = { id: number; isActive?: boolean };

type UserService = {
  create(user: object): Promise<User>;
  updateById(id: Id, changes: { isActive?: boolean; email?: string }): Promise<unknown>;
  deleteById(id: Id): Promise<unknown>;
  deleteByIds(ids: Id[]): Promise<unknown>;
  createFirstAdmin(user: object): Promise<User>;
  resetPasswordByEmail(email: string, password: string): Promise<void>;
};

type Credentials = { email: string; password: string };

type AuthService = {
  hashPassword(plain: string): Promise<string>;
  validatePassword(plain: string, hash: string): Promise<boolean>;
  checkCredentials(
    credentials: Credentials,
  ): Promise<[error: null, user: unknown, info?: { message: string }]>;
  forgotPassword(input: { email: string }): Promise<void>;
  resetPassword(input: { resetPasswordToken: string; password: string }): Promise<unknown>;
};

const assertNotSelf = async (strapi: Core.Strapi, ids: Id[]): Promise<void> => {
  const self = actingStaff(strapi)?.id;
  const id = self ? await findMemberId(strapi.db.connection, self) : null;
  if (id !== null && ids.map(Number).includes(id)) throw selfRefused();
};

/** Strapi's users of the panel, each change in one transaction and written down. */
const usersWithRecord = (strapi: Core.Strapi, service: UserService): UserService => {
  const { create, createFirstAdmin, updateById, deleteById, deleteByIds, resetPasswordByEmail } = service;
  const made = (work: () => Promise<User>): Promise<User> =>
    inPanelWords(strapi, () => recordStaffChange(strapi, { ids: [], work, made: ({ id }) => id }));
  const removed = (ids: Id[], work: () => Promise<unknown>): Promise<unknown> =>
    inPanelWords(strapi, async () => {
      await assertNotSelf(strapi, ids);
      await assertSuperAdminActs(strapi);
      return recordStaffChange(strapi, { ids: ids.map(Number), work });
    });
  return {
    create: (user) =>
      made(async () => {
        await assertSuperAdminActs(strapi);
        return create(user);
      }),
    createFirstAdmin: (user) => made(() => createFirstAdmin(user)),
    updateById: (id, changes) =>
      inPanelWords(strapi, async () => {
        if (changes.isActive === false) await assertNotSelf(strapi, [id]);
        await assertMayChange(strapi, Number(id), changes);
        await assertMayMove(strapi, Number(id), changes.email);
        return recordStaffChange(strapi, { ids: [Number(id)], work: () => updateById(id, changes) });
      }),
    deleteById: (id) => removed([id], () => deleteById(id)),
    deleteByIds: (ids) => removed(ids, () => deleteByIds(ids)),
    resetPasswordByEmail: async (email, password) => {
      const id = await findMemberIdByEmail(strapi.db.connection, email);
      const work = (): Promise<void> => resetPasswordByEmail(email, password);
      await recordStaffChange(strapi, { ids: id === null ? [] : [id], work });
    },
  };
};

const refused = (): [null, false, { message: string }] => [null, false, { message: 'Invalid credentials' }];

/** The one refusal that Strapi's sign-in page hands on in its own words. */
const lockedOut = ({ message, details }: DomainError): Error =>
  new errors.RateLimitError(message, { ...details, code: 'LOGIN_NOT_ALLOWED' });

/** The panel's sign-in and its pages for forgotten passwords: the same as over REST. */
const authLikeRest = (strapi: Core.Strapi): AuthService => ({
  // Whoever sets a password on the server itself has been told Strapi's own rule by then.
  hashPassword: (plain) =>
    inPanelWords(strapi, () =>
      hashPassword(strapi.requestContext.get() ? validate(newPassword, plain) : plain),
    ),

  validatePassword: (plain, hash) => inPanelWords(strapi, () => confirmsPassword(strapi, plain, hash)),

  async checkCredentials({ email, password }) {
    const address = traceOf(strapi).address ?? '';
    try {
      const user = await signInStaff(
        strapi,
        { email, password, address, door: 'panel' },
        (_trx, { id }) => strapi.db.query(ADMIN_USER).findOne({ where: { id } }) as Promise<unknown>,
      );
      return [null, user];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'rate_limited') throw lockedOut(error);
      return refused();
    }
  },

  // Strapi does not wait for it; a failure here must not end the process.
  forgotPassword: ({ email }) =>
    forgetPassword(strapi, email).catch((error: unknown) => {
      strapi.log.error(error);
    }),

  resetPassword: ({ resetPasswordToken, password }) =>
    inPanelWords(strapi, async () => {
      const id = await resetPassword(strapi, resetPasswordToken, validate(newPassword, password));
      return (await strapi.db.query(ADMIN_USER).findOne({ where: { id }, populate: ['roles'] })) as unknown;
    }),
});

const quiet = (): Promise<void> => Promise.resolve();

type PanelUser = { documentId: string; email: string; firstname?: string; lastname?: string };

const recordSignOut = (strapi: Core.Strapi, { documentId }: PanelUser): Promise<void> =>
  recordEvent(strapi.db.connection, {
    actor: actingStaff(strapi),
    ...traceOf(strapi),
    action: 'sign_out',
    subject: { type: ADMIN_USER, id: documentId },
    after: { door: 'panel' },
  });

/**
 * Puts the shop's rules into Strapi's services for users of the panel, so that the panel, REST and Strapi's command
 * line go by the same ones. Called from Strapi's `register`.
 */
export const extendAdminServices = (strapi: Core.Strapi): void => {
  const users = strapi.service('admin::user') as unknown as UserService;
  Object.assign(users, usersWithRecord(strapi, users));
  Object.assign(strapi.service('admin::auth') as object, authLikeRest(strapi));
  // These count users for Strapi's telemetry, which is off, behind the back of the transaction at hand.
  const uncounted = { sendDidInviteUser: quiet, sendDidChangeInterfaceLanguage: quiet };
  Object.assign(strapi.service('admin::metrics') as object, uncounted);
  strapi.eventHub.on('admin.logout', (payload: unknown) => {
    const { user } = payload as { user: PanelUser };
    // The event is not waited for; a failure here must not end the process.
    return recordSignOut(strapi, user).catch((error: unknown) => {
      strapi.log.error(error);
    });
  });
};
