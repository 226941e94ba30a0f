import { createCircuit } from './circuit';
import { DeliveryFailure, type MailTransport, type OutgoingMail } from './transport';

/** Hands a mail to the first transport that takes it. Answers its name. */
export type PostOffice = (mail: OutgoingMail, signal: AbortSignal) => Promise<string>;

/** After three mails in a row that a transport did not take, a minute goes by without it. */
const PATIENCE = { failures: 3, restMs: 60_000 };

const asFailure = (error: unknown, name: string): DeliveryFailure =>
  error instanceof DeliveryFailure
    ? error
    : new DeliveryFailure(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
        retry: true,
      });

/**
 * Sends mails by the first transport, and by the next when that fails. Failing is: an error, a refusal, or no
 * answer in time. In the last case the mail may have been taken all the same; a mail that never comes (a reset of
 * a password) is worse than one that comes twice, so the next transport gets it. Both carry the same Message-ID,
 * by which mailboxes recognise the second one. No transport gets a mail twice within one attempt, and the first
 * that takes it ends the attempts. The last transport is never spared.
 */
export const openPostOffice = (transports: MailTransport[], patience = PATIENCE): PostOffice => {
  const routes = transports.map((transport) => ({ transport, circuit: createCircuit(patience) }));
  const last = routes.at(-1);
  return async (mail, signal) => {
    const failures: DeliveryFailure[] = [];
    for (const route of routes) {
      if (route !== last && !route.circuit.isClosed()) continue;
      signal.throwIfAborted();
      try {
        await route.transport.send(mail);
        route.circuit.succeeded();
        return route.transport.name;
      } catch (error) {
        const failure = asFailure(error, route.transport.name);
        if (failure.retry) route.circuit.failed();
        failures.push(failure);
      }
    }
    if (failures.length === 0) throw new DeliveryFailure('no mail transport is set up', { retry: true });
    const everybodyRefused = failures.length === routes.length && failures.every(({ retry }) => !retry);
    throw new DeliveryFailure(failures.map(({ message }) => message).join('; '), {
      retry: !everybodyRefused,
    });
  };
};
