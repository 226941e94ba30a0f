import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { DomainError, invalidField } from '../../../domain/errors';
import type { CustomerCaller } from '../../../identity/caller';
import { complaintOfEndpoint } from '../../../push/endpoint';
import { type PushSettings, pushSettingsOf } from '../../../push/settings';
import { lockCustomer } from '../../customer/store';
import { forgetEndpoint, saveSubscription } from '../subscription-store';
import type { SubscriptionBody } from '../validation';

/** So many browsers of one customer are told; who brings another one has the oldest forgotten. */
const MOST_SUBSCRIPTIONS = 10;

/** The browsers of customers that take notifications. */
export const createPushService = ({ strapi }: { strapi: Core.Strapi }) => {
  /** @throws DomainError `push_not_set_up` */
  const settings = (): PushSettings => {
    const found = pushSettingsOf(strapi);
    if (!found) throw new DomainError('push_not_set_up', 'this shop has no keys for push messages');
    return found;
  };

  return {
    /**
     * By which key browsers know the shop, in base64url.
     * @throws DomainError `push_not_set_up`
     */
    key: (): string => settings().publicKey,

    /**
     * Keeps a browser until the session ends in which it was brought; one that somebody else brought before is theirs no
     * longer, if it shows the same secret.
     * @returns the document id of the subscription
     * @throws DomainError `push_not_set_up`; ValidationError
     */
    subscribe({ company, documentId, session }: CustomerCaller, body: SubscriptionBody): Promise<string> {
      const complaint = complaintOfEndpoint(body.endpoint, settings().privateAddresses);
      if (complaint !== null) throw invalidField('endpoint', complaint);
      const { endpoint, keys, expirationTime = null } = body;
      const expiresAt = expirationTime === null ? null : new Date(expirationTime);
      return inTransaction(strapi, async (trx) => {
        await lockCustomer(trx, company, documentId);
        const owner = { companyCode: company, customerId: documentId };
        const subscription = { endpoint, ...keys, expiresAt, session };
        const saved = await saveSubscription(trx, owner, subscription, MOST_SUBSCRIPTIONS);
        if (saved === null) throw invalidField('endpoint', 'is the one of another browser');
        return saved;
      });
    },

    /** Forgets a browser; one that is not theirs stays. */
    unsubscribe: ({ company, documentId }: CustomerCaller, endpoint: string): Promise<void> =>
      forgetEndpoint(strapi.db.connection, { companyCode: company, customerId: documentId }, endpoint),
  };
};

export default createPushService;
