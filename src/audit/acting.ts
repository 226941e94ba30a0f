import type { Core } from '@strapi/strapi';
import type { Caller } from '../identity/caller';
import type { AuditActor, AuditEvent } from './record';

type PanelUser = {
  id: number;
  documentId: string;
  firstname?: string | null;
  lastname?: string | null;
  email: string;
};

type State = {
  caller?: Caller;
  user?: PanelUser;
  route?: { info?: { type?: string } };
  requestId?: string;
};

type Request = { state: State; ip: string };

/** Where a request came from. */
export type Trace = Pick<AuditEvent, 'address' | 'requestId'>;

const requestOf = (strapi: Core.Strapi): Request | undefined =>
  strapi.requestContext.get() as Request | undefined;

/** What a member of staff is called; somebody without a name is known by their address. */
export const nameOfStaff = ({
  firstname,
  lastname,
  email,
}: Pick<PanelUser, 'firstname' | 'lastname' | 'email'>): string =>
  [firstname, lastname].filter(Boolean).join(' ') || email;

const actorOf = ({ caller, user, route }: State): AuditActor | null => {
  if (caller?.kind === 'staff') {
    return { kind: 'staff', id: caller.documentId, name: caller.name || caller.email };
  }
  return route?.info?.type === 'admin' && user
    ? { kind: 'staff', id: user.documentId, name: nameOfStaff(user) }
    : null;
};

/** Where the request at hand came from; nothing outside of requests. */
export const traceOf = (strapi: Core.Strapi): Trace => {
  const request = requestOf(strapi);
  return { address: request?.ip ?? null, requestId: request?.state.requestId ?? null };
};

/** The member of staff at work, over REST or in the panel; null for everybody else and outside of requests. */
export const actingStaff = (strapi: Core.Strapi): AuditActor | null => {
  const request = requestOf(strapi);
  return request ? actorOf(request.state) : null;
};

/** Who is at work where only staff and commands can be: somebody in a request who is not staff is nobody. */
export const actingStaffOrCommand = (strapi: Core.Strapi): AuditActor | null =>
  requestOf(strapi) ? actingStaff(strapi) : { kind: 'command', id: null, name: 'command line' };
