import { X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ProviderUnavailable } from '../provider';
import { invalidSignature } from '../signature-error';

const HOUR = 3_600_000;
/** PayPal signs with one or two at a time. */
const MOST_KEPT = 8;
const LONGEST = 65_536;
const PATH = '/v1/notifications/certs/';

const isPaypal = (host: string): boolean => host === 'paypal.com' || host.endsWith('.paypal.com');

/**
 * Whether a certificate from there can be PayPal's.
 * @param baseUrl the API, where another address than PayPal's own is configured
 */
export const isTrusted = (address: string, baseUrl: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (!url.pathname.startsWith(PATH) || url.username !== '') return false;
  return url.origin === new URL(baseUrl).origin || (url.protocol === 'https:' && isPaypal(url.hostname));
};

const load = async (address: string, timeoutMs: number): Promise<string> => {
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    text = await response.text();
  } catch {
    throw new ProviderUnavailable('the certificate of PayPal could not be loaded');
  }
  if (response.status >= 500) throw new ProviderUnavailable('the certificate of PayPal could not be loaded');
  if (!response.ok || text.length > LONGEST) throw invalidSignature('there is no such certificate');
  return text;
};

const certificateIn = (pem: string): X509Certificate => {
  try {
    return new X509Certificate(pem);
  } catch {
    throw invalidSignature('what should be the certificate is none');
  }
};

const isValidAt = (certificate: X509Certificate, now: number): boolean =>
  Date.parse(certificate.validFrom) <= now && now < Date.parse(certificate.validTo);

/**
 * Loads the certificates by which PayPal signs, and keeps them for some hours.
 * @returns the certificate of an address; throws `invalid_signature` where none of PayPal's can be there, or it is not
 *   valid now, and ProviderUnavailable where it cannot be said
 */
export const createCertificates = (
  baseUrl: string,
  timeoutMs: number,
): ((address: string) => Promise<X509Certificate>) => {
  const kept = new LRUCache<string, X509Certificate>({ max: MOST_KEPT, ttl: 12 * HOUR });
  return async (address) => {
    if (!isTrusted(address, baseUrl)) throw invalidSignature('this is not a place of certificates of PayPal');
    const certificate = kept.get(address) ?? certificateIn(await load(address, timeoutMs));
    if (!isValidAt(certificate, Date.now())) throw invalidSignature('the certificate is not valid now');
    kept.set(address, certificate);
    return certificate;
  };
};
