import { ProviderRefusal, ProviderUnavailable } from './provider';

/** Timeouts, conflicts with a request still running, too many requests. */
const LATER = [408, 409, 425, 429];

/**
 * What an answer that is none of success means: whether the call may be made again, or will be refused again.
 * @param status of HTTP; undefined where none came
 * @param code the provider's word
 */
export const failureOf = (
  provider: string,
  status: number | undefined,
  code: string | undefined,
  message: string | undefined,
): ProviderUnavailable | ProviderRefusal => {
  if (status === undefined || status < 400) return new ProviderUnavailable(`${provider} did not answer`);
  if (status >= 500 || LATER.includes(status)) {
    return new ProviderUnavailable(`${provider} answered with ${status}`);
  }
  // The words of these say the keys, or parts of them.
  if (status === 401 || status === 403) {
    return new ProviderRefusal('keys_refused', `${provider} does not accept the keys`);
  }
  if (status === 404) return new ProviderRefusal('not_found', `${provider} does not know this`);
  return new ProviderRefusal(code ?? `status_${status}`, message ?? `${provider} answered with ${status}`);
};
