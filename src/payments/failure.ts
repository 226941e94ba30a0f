import { ProviderRefusal, ProviderUnavailable } from './provider';

/** Timeouts, conflicts with a request still running, too many requests. */
const LATER = [408, 409, 425, 429];

/** A provider's word, not a sentence: sentences can say keys, or parts of them. */
const WORD = /^[\w.-]{1,100}$/;

/**
 * What an answer that is none of success means: whether the call may be made again, or will be refused again. Keys that
 * are refused say nothing of the call, which comes right when they are exchanged.
 * @param status of HTTP; undefined where none came
 * @param code the provider's word
 */
export const failureOf = (
  provider: string,
  status: number | undefined,
  code: string | null | undefined,
): ProviderUnavailable | ProviderRefusal => {
  if (status === undefined) return new ProviderUnavailable(`${provider} did not answer`);
  if (status === 401 || status === 403) {
    return new ProviderUnavailable(`${provider} does not accept the keys`, {
      reason: 'keys_refused',
      status,
    });
  }
  if (status < 400 || status >= 500 || LATER.includes(status)) {
    return new ProviderUnavailable(`${provider} answered with ${status}`, { status });
  }
  if (status === 404) return new ProviderRefusal('not_found', `${provider} does not know this`);
  const word = code && WORD.test(code) ? code : `status_${status}`;
  return new ProviderRefusal(word, `${provider} refuses this: ${word}`);
};
