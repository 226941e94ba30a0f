import { createHash, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { ADMIN_USER } from './member-store';

const ONE_DAY_MS = 24 * 60 * 60 * 1000;

/** How long a link in a mail to staff works; an invitation as well as a reset. */
export const linkExpiry = (): Date => new Date(Date.now() + ONE_DAY_MS);

/** How a token of a link is stored: whoever reads the database cannot use it. */
export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A registration token says when it expires, as Strapi has no column for that; being hashed, it cannot be prolonged. */
const stamped = (token: string): string => `${token}.${linkExpiry().getTime().toString(36)}`;

const isExpired = (token: string): boolean => {
  const expiry = Number.parseInt(token.split('.')[1] ?? '', 36);
  return !(expiry > Date.now());
};

type Data = { resetPasswordToken?: unknown; registrationToken?: unknown };

type Event = {
  params: { data?: Data; where?: Record<string, unknown> };
  result?: Data | null;
  state: { registrationToken?: string };
};

const hideReset = (data: Data | undefined): Data | undefined =>
  typeof data?.resetPasswordToken === 'string'
    ? { ...data, resetPasswordToken: digestOf(data.resetPasswordToken) }
    : data;

const whereOf = (where: Record<string, unknown>): Record<string, unknown> => {
  const { resetPasswordToken: reset, registrationToken: registration } = where;
  return {
    ...where,
    ...(typeof reset === 'string' && { resetPasswordToken: digestOf(reset) }),
    ...(typeof registration === 'string' && {
      // What has expired finds nobody, as if it had never been.
      registrationToken: digestOf(isExpired(registration) ? randomBytes(20).toString('hex') : registration),
    }),
  };
};

/**
 * Keeps the tokens of links hashed and lets registration tokens expire, wherever Strapi makes and looks for them:
 * the panel's invitations and its page for forgotten passwords, its command line, and REST.
 */
export const guardOneTimeTokens = (strapi: Core.Strapi): void => {
  strapi.db.lifecycles.subscribe({
    models: [ADMIN_USER],
    beforeCreate(event: Event) {
      const data = hideReset(event.params.data);
      if (typeof data?.registrationToken === 'string') {
        const token = stamped(data.registrationToken);
        event.state.registrationToken = token;
        event.params.data = { ...data, registrationToken: digestOf(token) };
      } else event.params.data = data;
    },
    // Whoever invites in the panel is shown the link once.
    afterCreate({ result, state }: Event) {
      if (result && state.registrationToken) result.registrationToken = state.registrationToken;
    },
    beforeUpdate(event: Event) {
      event.params.data = hideReset(event.params.data);
    },
    beforeFindOne(event: Event) {
      if (event.params.where) event.params.where = whereOf(event.params.where);
    },
  } as never);
};
