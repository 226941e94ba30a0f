import type { Core } from '@strapi/strapi';
import { findOutsiders } from '../../../../../api/order/participants';
import { DomainError } from '../../../../../domain/errors';
import { companyFor } from '../../../../../identity/access';
import { findEndedSessions } from '../../../../../identity/account-store';
import { loadStaffOfSessions } from '../../../../../identity/staff';
import type { StaffDoor } from '../../../../../identity/staff-store';
import { stampOf } from '../../../../../identity/token';
import { repeatedly } from '../../../../../start/repeatedly';
import { waitingFor } from './door';
import type { Member, Members } from './members';
import type { Person } from './person';
import { orderRoom, ordersIn } from './rooms';
import type { RealtimeSettings } from './settings';

const sessionOf = ({ person }: Member): string => person.caller.session;

/** Whether somebody has shown a newer token while it was looked: the next look is about that one. */
const isAnother = ({ person }: Member, before: Person | undefined): boolean => person !== before;

const isStaff = ({ person }: Member): boolean => person.caller.kind === 'staff';

/**
 * Looks from time to time whether everybody may still hear what they hear: with one statement for each kind of people,
 * and one for the orders that they follow. Who may not is closed, or leaves the room.
 * @returns what stops it
 */
export const watchRights = (
  strapi: Core.Strapi,
  members: Members,
  { lookingMs, most }: RealtimeSettings,
): (() => Promise<void>) => {
  const db = strapi.db.connection;

  /** Whether the company is there, and theirs. */
  const endStrangers = (among: Member[]): void => {
    for (const member of among) {
      try {
        companyFor(member.person.caller, member.person.company);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        members.end(member, error.code);
      }
    }
  };

  const lookAtAccounts = async (): Promise<void> => {
    const accounts = members.all().filter((member) => !isStaff(member));
    if (accounts.length === 0) return;
    const persons = accounts.map(({ person }) => person);
    const held = persons.map(({ caller, stamp }) => ({
      session: caller.session,
      documentId: caller.documentId,
      stamp,
    }));
    const ended = new Set(await findEndedSessions(db, held));
    for (const [place, member] of accounts.entries()) {
      if (isAnother(member, persons[place])) continue;
      if (ended.has(sessionOf(member))) members.end(member, 'unauthenticated');
    }
    endStrangers(accounts);
  };

  const lookAtStaff = async (door: StaffDoor): Promise<void> => {
    const staff = members.all().filter((member) => isStaff(member) && member.person.door === door);
    if (staff.length === 0) return;
    const persons = staff.map(({ person }) => person);
    const found = await loadStaffOfSessions(db, door, [...new Set(staff.map(sessionOf))]);
    for (const [place, member] of staff.entries()) {
      const { person } = member;
      if (isAnother(member, persons[place])) continue;
      const now = found.get(person.caller.session);
      if (now && stampOf(now.passwordHash) === person.stamp) {
        await members.renew(member, { ...person, caller: now.caller });
      } else {
        members.end(member, 'unauthenticated');
      }
    }
    endStrangers(staff);
  };

  const lookAtOrders = async (): Promise<void> => {
    const followed = members.all().flatMap((member) => {
      const { caller, company: companyCode } = member.person;
      return ordersIn(member.socket.rooms).map((orderId) => ({ member, caller, companyCode, orderId }));
    });
    for (const place of await findOutsiders(db, followed)) {
      const outsider = followed[place];
      if (outsider) await outsider.member.socket.leave(orderRoom(outsider.orderId));
    }
  };

  /** Whoever does not take what is sent would have it kept for them without end. */
  const endSlow = (): void => {
    for (const { socket } of members.all()) if (waitingFor(socket) > most.waiting) socket.conn.close(true);
  };

  return repeatedly(strapi, lookingMs, async () => {
    endSlow();
    await lookAtAccounts();
    await lookAtStaff('api');
    await lookAtStaff('panel');
    await lookAtOrders();
  });
};
