import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { DomainError } from '../../../../../domain/errors';
import { companyFor } from '../../../../../identity/access';
import { type Holder, holderOfToken } from '../../../../../identity/authentication';
import { holderOfPanelToken } from '../../../../../identity/panel-token';
import type { StaffDoor } from '../../../../../identity/staff-store';
import type { Area } from '../../../../../identity/caller';
import { customerRoom, driverRoom, staffRoom } from './rooms';

/** Who is behind a socket, for which company, and whose token they showed. */
export type Person = Holder & { company: string; door: StaffDoor };

/** What is told of a person to the other processes, and kept while a connection is broken. */
export type Identity = { kind: string; documentId: string; company: string };

const authSchema = z.object({
  token: z.string().max(4_096),
  company: z.string().max(100).nullish(),
});

export const identityOf = ({ caller: { kind, documentId }, company }: Person): Identity => ({
  kind,
  documentId,
  company,
});

export const isSame = (one: Identity, other: Identity): boolean =>
  one.kind === other.kind && one.documentId === other.documentId && one.company === other.company;

/**
 * Finds out who opens a socket by what they show: `{ token, company? }`. The token is one of the API's, or the panel's.
 * @throws DomainError `unauthenticated`, `unknown_company`, `forbidden` where the company is not theirs
 */
export const personOf = async (strapi: Core.Strapi, auth: unknown): Promise<Person> => {
  const { data: shown } = authSchema.safeParse(auth);
  if (!shown) throw new DomainError('unauthenticated', 'show a token');
  const own = await holderOfToken(strapi, shown.token);
  const holder = own ?? (await holderOfPanelToken(strapi, shown.token));
  if (!holder) throw new DomainError('unauthenticated', 'this token does not hold (any more)');
  const { code } = companyFor(holder.caller, shown.company ?? '');
  return { ...holder, company: code, door: own ? 'api' : 'panel' };
};

const readablePart = /^(\w+)\.read$/;

/** The rooms that somebody is in without asking. */
export const ownRooms = ({ caller, company }: Person): string[] => {
  switch (caller.kind) {
    case 'customer':
      return [customerRoom(caller.documentId)];
    case 'delivery':
      return [driverRoom(caller.documentId)];
    case 'staff':
      return [
        staffRoom(company, 'all'),
        ...caller.permissions.flatMap((permission) => {
          const area = readablePart.exec(permission)?.[1];
          return area === undefined ? [] : [staffRoom(company, area as Area)];
        }),
      ];
  }
};
