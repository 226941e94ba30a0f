import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { DomainError } from '../../../../../domain/errors';
import type { Members } from './members';
import { type Message, message } from './message';
import { identityOf, isSame, personOf } from './person';

const renewBody = z.strictObject({ token: z.string().max(4_096) });

/** The message by which whoever is there shows a newer token, and stays for as long as that one holds. */
export const renewing = (strapi: Core.Strapi, members: Members): Record<string, Message> => ({
  'auth:renew': message({
    schema: renewBody,
    handle: async (member, { token }) => {
      const person = await personOf(strapi, { token, company: member.person.company });
      if (!isSame(identityOf(person), identityOf(member.person))) {
        throw new DomainError('forbidden', 'this is the token of somebody else');
      }
      await members.renew(member, person);
      return { expiresAt: person.expiresAt.toISOString() };
    },
  }),
});
