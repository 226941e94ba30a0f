import { DomainError } from '../../domain/errors';
import { ProviderRefusal, ProviderUnavailable } from '../../payments/provider';

/** @param reason a word, mostly the provider's */
export const paymentRefused = (reason: string): DomainError =>
  new DomainError('payment_refused', 'the payment provider refuses this payment', { reason });

/**
 * Asks a provider on behalf of somebody who waits for the answer.
 * @throws DomainError `payment_refused`, `payment_provider_unavailable`
 */
export const askProvider = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProviderRefusal) {
      throw paymentRefused(error.code);
    }
    if (error instanceof ProviderUnavailable) {
      throw new DomainError(
        'payment_provider_unavailable',
        'the payment provider does not answer, try again',
      );
    }
    throw error;
  }
};
