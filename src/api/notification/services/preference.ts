import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import {
  type Channels,
  channelsFor,
  type ChosenChannels,
  type NotificationKind,
  notificationKinds,
} from '../../../domain/notification/kind';
import { clockText } from '../../../domain/notification/quiet-hours';
import type { CustomerCaller } from '../../../identity/caller';
import { lockCustomer } from '../../customer/store';
import { type Preferences, readPreferences, savePreferences } from '../preference-store';
import type { PreferencesBody } from '../validation';

/** How a customer is told of things; `quietHours` by the clock of the company. */
export type ShownPreferences = {
  channels: Record<NotificationKind, Channels>;
  quietHours: { from: string; to: string } | null;
};

const present = ({ chosen, quietHours }: Preferences): ShownPreferences => ({
  channels: Object.fromEntries(
    notificationKinds.map((kind) => [kind, channelsFor(kind, chosen)]),
  ) as ShownPreferences['channels'],
  quietHours: quietHours && { from: clockText(quietHours.from), to: clockText(quietHours.to) },
});

/** What is sent counts, what is absent stays, and null is as usual again. */
const changed = (chosen: ChosenChannels, sent: PreferencesBody['channels']): ChosenChannels => {
  if (sent === undefined) return chosen;
  if (sent === null) return {};
  return Object.fromEntries(
    notificationKinds.flatMap((kind) => {
      const [before, change] = [chosen[kind], sent[kind]];
      if (change === null) return [];
      return before || change ? [[kind, { ...before, ...change }]] : [];
    }),
  );
};

/** How customers want to be told of things. */
export const createPreferenceService = ({ strapi }: { strapi: Core.Strapi }) => ({
  read: async ({ company, documentId }: CustomerCaller): Promise<ShownPreferences> => {
    const owner = { companyCode: company, customerId: documentId };
    return present(await readPreferences(strapi.db.connection, owner));
  },

  /** @throws DomainError `not_found` for whoever was erased meanwhile */
  change: (
    { company, documentId }: CustomerCaller,
    { channels, quietHours }: PreferencesBody,
  ): Promise<ShownPreferences> =>
    inTransaction(strapi, async (trx) => {
      await lockCustomer(trx, company, documentId);
      const owner = { companyCode: company, customerId: documentId };
      const before = await readPreferences(trx, owner);
      const after = {
        chosen: changed(before.chosen, channels),
        quietHours: quietHours === undefined ? before.quietHours : quietHours,
      };
      await savePreferences(trx, owner, after);
      return present(after);
    }),
});

export default createPreferenceService;
