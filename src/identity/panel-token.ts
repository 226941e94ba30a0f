import type { Core } from '@strapi/strapi';
import type { Holder } from './authentication';
import { loadStaffOfSessions } from './staff';
import { stampOf } from './token';

/**
 * Finds out who holds an access token of the panel, as the panel itself would: its session is there, its user active.
 * @returns null for a token that does not hold (any more), and for one that is not the panel's
 */
export const holderOfPanelToken = async (strapi: Core.Strapi, token: string): Promise<Holder | null> => {
  const { isValid, payload } = strapi.sessionManager('admin').validateAccessToken(token);
  if (!isValid) return null;
  const members = await loadStaffOfSessions(strapi.db.connection, 'panel', [payload.sessionId]);
  const member = members.get(payload.sessionId);
  if (!member || String(member.caller.id) !== payload.userId) return null;
  return {
    caller: member.caller,
    stamp: stampOf(member.passwordHash),
    expiresAt: new Date(payload.exp * 1_000),
  };
};
