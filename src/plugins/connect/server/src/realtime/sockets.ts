import type { Core } from '@strapi/strapi';
import { Server } from 'socket.io';
import { companyFor } from '../../../../../identity/access';
import { callerOfToken } from '../../../../../identity/authentication';
import type { SignedInCaller } from '../../../../../identity/caller';
import type { Company } from '../../../../../tenancy/company';
import { broadcastBy } from './broadcast';
import { customerRoom, driverRoom, staffRoom } from './rooms';

const readablePart = /^(\w+)\.read$/;

/** The rooms that somebody is in from the beginning. */
const roomsOf = (caller: SignedInCaller, company: Company): string[] => {
  switch (caller.kind) {
    case 'customer':
      return [customerRoom(caller.documentId)];
    case 'delivery':
      return [driverRoom(caller.documentId)];
    case 'staff':
      return [
        staffRoom(company.code, 'all'),
        ...caller.permissions.flatMap((permission) => {
          const area = readablePart.exec(permission)?.[1];
          return area === undefined ? [] : [staffRoom(company.code, area as Parameters<typeof staffRoom>[1])];
        }),
      ];
  }
};

/**
 * Opens the sockets on Strapi's own port.
 * @returns what closes them
 */
export const openSockets = (strapi: Core.Strapi): (() => Promise<void>) => {
  const server = new Server(strapi.server.httpServer, { serveClient: false });
  server.use((socket, next) => {
    const { token, company } = socket.handshake.auth as { token?: unknown; company?: unknown };
    callerOfToken(strapi, typeof token === 'string' ? token : '')
      .then(async (caller) => {
        if (!caller) throw new Error('unauthenticated');
        await socket.join(roomsOf(caller, companyFor(caller, typeof company === 'string' ? company : '')));
      })
      .then(
        () => next(),
        () => next(new Error('unauthenticated')),
      );
  });
  broadcastBy(strapi, server);
  return async () => {
    broadcastBy(strapi, null);
    await server.close();
  };
};
