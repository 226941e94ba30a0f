import type { z } from 'zod';
import type { Member } from './members';

/** What is answered to a message that was heard, beside `ok: true`. */
export type Answer = Record<string, unknown>;

/** What is done with one kind of message. */
export type Message<Schema extends z.ZodType = z.ZodType> = {
  schema: Schema;
  /** @throws DomainError which the client is told */
  handle: (member: Member, body: z.output<Schema>) => Promise<Answer>;
};

/** One kind of message, whose body is what its schema says. */
export const message = <Schema extends z.ZodType>(of: Message<Schema>): Message => of as unknown as Message;
