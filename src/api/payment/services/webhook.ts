import type { IncomingHttpHeaders } from 'node:http';
import type { Core } from '@strapi/strapi';
import { enqueue } from '../../../outbox/enqueue';
import type { ProviderName } from '../../../payments/provider';
import { providerOf } from '../../../payments/provider-of';
import { askProvider } from '../ask-provider';
import { PAYMENT_EVENT } from '../handler';
import { keepEvent } from '../inbox-store';

/** What was posted to the webhook of a company at a provider. */
export type Posted = { company: string; provider: ProviderName; body: Buffer; headers: IncomingHttpHeaders };

/** Takes in what providers tell; what follows from it is done behind the answer. */
export const createWebhookService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Keeps an event with a message to whoever acts on it: both, or neither; once, however often it is told.
   * @returns whether it was told before
   * @throws DomainError `invalid_signature`, `payment_method_unavailable`, `payment_provider_unavailable`
   */
  async receive({ company, provider: name, body, headers }: Posted): Promise<{ repeated: boolean }> {
    const provider = await providerOf(strapi, company, name, { evenSwitchedOff: true });
    const event = await askProvider(() => provider.readEvent(body, headers));
    return strapi.db.transaction(async ({ trx }) => {
      const eventId = await keepEvent(trx, company, name, event);
      if (eventId === null) return { repeated: true };
      if (event.kind !== 'other') {
        await enqueue(trx, { topic: PAYMENT_EVENT, company, payload: { eventId } });
      }
      return { repeated: false };
    });
  },
});

export default createWebhookService;
