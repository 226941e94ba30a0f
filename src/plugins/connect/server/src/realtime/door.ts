import type { IncomingMessage } from 'node:http';
import type { Core } from '@strapi/strapi';
import type { ServerOptions } from 'socket.io';
import { clientAddress, proxyTrust } from '../../../../../http/client-address';
import { addressKey } from '../../../../../rate-limit/client-key';
import { createCounter } from '../../../../../rate-limit/counter';
import { limitSettings, trustedAddresses } from '../../../../../rate-limit/settings';
import { createAllowance } from './allowance';
import type { Connection, LiveServer, LiveSocket } from './members';
import type { RealtimeSettings } from './settings';

const ONE_MINUTE = 60;

/** So many times what is answered may come in; whoever sends more than that is not answered any more. */
const SURPLUS = { perSecond: 10, burst: 50 };

/** The packets of a connection that wait for its client, which the library does not show. */
type Waiting = { writeBuffer: unknown[] };

/** How many packets wait for a client to take them. */
export const waitingFor = ({ conn }: LiveSocket): number => (conn as unknown as Waiting).writeBuffer.length;

/** Packets of text that announce attachments. */
const announcesBinary = (data: string): boolean => data.startsWith('5') || data.startsWith('6');

/** Who may begin a connection, and what may come in by one, whoever it is. */
export const openDoor = (strapi: Core.Strapi, { most, messages }: RealtimeSettings) => {
  const limits = limitSettings(strapi);
  const isTrusted = trustedAddresses(limits);
  const trust = proxyTrust(strapi.config.get<string>('proxies.trusted'));
  const handshakes = createCounter(strapi, 'sockets', ONE_MINUTE);
  const open = new Map<string, number>();

  const addressOf = (req: IncomingMessage): string =>
    trust ? clientAddress({ req }, trust) : (req.socket.remoteAddress ?? '');

  const isWelcome = async (req: IncomingMessage): Promise<boolean> => {
    const address = addressOf(req);
    if (!limits.on || isTrusted(address)) return true;
    const key = addressKey(address);
    if ((open.get(key) ?? 0) >= most.perAddress) return false;
    return (await handshakes.add(key, 1)).counted <= most.handshakes;
  };

  const count = (key: string, more: number): void => {
    const now = (open.get(key) ?? 0) + more;
    if (now > 0) open.set(key, now);
    else open.delete(key);
  };

  const allowRequest: ServerOptions['allowRequest'] = (req, answer) => {
    isWelcome(req).then(
      (welcome) => answer(welcome ? null : 'rate_limited', welcome),
      (error: unknown) => {
        strapi.log.error(error);
        answer('internal_error', false);
      },
    );
  };

  /** Counts connections while they are open, and closes those by which binary data or floods come. */
  const watch = (server: LiveServer): void => {
    server.engine.on('connection', (connection: Connection) => {
      const key = addressKey(addressOf(connection.request));
      count(key, 1);
      connection.once('close', () => count(key, -1));
      const packets = createAllowance({
        perSecond: messages.perSecond * SURPLUS.perSecond,
        burst: messages.burst * SURPLUS.burst,
      });
      connection.on('packet', ({ data }: { data?: unknown }) => {
        const isText = data === undefined || (typeof data === 'string' && !announcesBinary(data));
        if (!packets.take() || !isText) connection.close(true);
      });
    });
  };

  return { allowRequest, watch };
};
