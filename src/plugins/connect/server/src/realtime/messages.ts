import type { Core } from '@strapi/strapi';
import { DomainError } from '../../../../../domain/errors';
import { validate } from '../../../../../http/validate';
import { joining } from './joining';
import type { LiveServer, Member, Members } from './members';
import type { Answer } from './message';
import { renewing } from './renewing';
import type { RealtimeSettings } from './settings';

/** Hears what clients send: each message is answered, where the client asked for an answer. */
export const hearMessages = (
  strapi: Core.Strapi,
  server: LiveServer,
  members: Members,
  settings: RealtimeSettings,
): void => {
  const messages = new Map(Object.entries({ ...joining(strapi, settings), ...renewing(strapi, members) }));

  const answerTo = async (member: Member, name: unknown, bodies: unknown[]): Promise<Answer> => {
    if (!member.messages.take()) throw new DomainError('rate_limited');
    const known = messages.get(name as string);
    if (!known) throw new DomainError('unknown_event');
    if (bodies.length > 1) throw new DomainError('validation_failed');
    return known.handle(member, validate(known.schema, bodies[0]));
  };

  const refusalOf = (member: Member, error: unknown): Answer => {
    if (!(error instanceof DomainError)) {
      strapi.log.error(error);
      return { code: 'internal_error' };
    }
    // Whoever only sends what is refused is not listened to for long.
    if (!member.refusals.take()) members.end(member, 'rate_limited');
    return { code: error.code, ...(error.code === 'validation_failed' && { details: error.details }) };
  };

  const hear = async (member: Member, name: unknown, given: unknown[]): Promise<void> => {
    const last = given.at(-1);
    const answer = typeof last === 'function' ? (last as (answer: Answer) => void) : () => undefined;
    const bodies = typeof last === 'function' ? given.slice(0, -1) : given;
    try {
      answer({ ok: true, ...(await answerTo(member, name, bodies)) });
    } catch (error) {
      answer({ ok: false, error: refusalOf(member, error) });
    }
  };

  server.on('connection', (socket) => {
    const member = members.of(socket.id);
    socket.onAny((name: unknown, ...given: unknown[]) => {
      // What was on its way when the socket was closed is still handed over.
      if (socket.connected && member) void hear(member, name, given);
    });
  });
};
