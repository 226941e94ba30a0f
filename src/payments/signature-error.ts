import { DomainError } from '../domain/errors';

/** What was posted to a webhook does not come from the provider, or not now, or not as it was sent. */
export const invalidSignature = (reason: string): DomainError => new DomainError('invalid_signature', reason);
