import { X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../domain/errors';
import { ProviderUnavailable } from '../provider';
import { invalidSignature } from '../signature-error';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** PayPal signs with one or two at a time. */
const MOST_KEPT = 8;
/** How many addresses are remembered by which nothing was signed yet. */
const MOST_SEEN = 100;
const MOST_AT_ONCE = 4;
const LONGEST_MS = 3_000;
const LARGEST = 65_536;

const ORIGINS = [
  'https://api.paypal.com',
  'https://api-m.paypal.com',
  'https://api.sandbox.paypal.com',
  'https://api-m.sandbox.paypal.com',
];
const PLACE = /^\/v1\/notifications\/certs\/[\w-]+$/;

/**
 * Whether a certificate from there can be PayPal's.
 * @param address which is compared as it is written: nothing else may lead to the same certificate
 * @param baseUrl the API, where another address than PayPal's own is configured
 */
export const isTrusted = (address: string, baseUrl: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  if (address !== origin + pathname) return false;
  if (ORIGINS.includes(origin)) return PLACE.test(pathname);
  return origin === new URL(baseUrl).origin;
};

const unavailable = (): ProviderUnavailable =>
  new ProviderUnavailable('the certificate of PayPal could not be loaded');

/** @returns null for what is larger than any certificate, of which the rest is not read */
const textOf = async (response: Response): Promise<string | null> => {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    const chunk = part.value as Uint8Array;
    size += chunk.length;
    chunks.push(chunk);
    if (size <= LARGEST) continue;
    await reader?.cancel();
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
};

const load = async (address: string, timeoutMs: number): Promise<string> => {
  let response: Response;
  let text: string | null;
  try {
    response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    text = await textOf(response);
  } catch {
    throw unavailable();
  }
  if (response.status >= 500) throw unavailable();
  if (!response.ok || text === null) throw invalidSignature('there is no such certificate');
  return text;
};

const certificateIn = (pem: string): X509Certificate => {
  try {
    return new X509Certificate(pem);
  } catch {
    throw invalidSignature('what should be the certificate is none');
  }
};

const assertValid = (certificate: X509Certificate): void => {
  const now = Date.now();
  if (Date.parse(certificate.validFrom) <= now && now < Date.parse(certificate.validTo)) return;
  throw invalidSignature('the certificate is not valid now');
};

/**
 * Checks by the certificate of an address, which is loaded where it is not known.
 * @param fits whether what is to be checked was signed by it
 * @throws DomainError `invalid_signature` where none of PayPal's can be there, it is not valid now, or does not fit;
 *   ProviderUnavailable where it cannot be said
 */
export type CertificateCheck = (
  address: string,
  fits: (certificate: X509Certificate) => boolean,
) => Promise<void>;

/**
 * The certificates by which PayPal signs. Anybody can name an address before it is known who they are, so what was
 * loaded for them stays apart, and not for long, until something turns out to be signed by it.
 */
export const createCertificates = (baseUrl: string, timeoutMs: number): CertificateCheck => {
  const proven = new LRUCache<string, X509Certificate>({ max: MOST_KEPT, ttl: 12 * HOUR });
  const seen = new LRUCache<string, X509Certificate | DomainError>({ max: MOST_SEEN, ttl: MINUTE });
  const loading = new Map<string, Promise<X509Certificate>>();

  const loadAnew = async (address: string): Promise<X509Certificate> => {
    try {
      const certificate = certificateIn(await load(address, Math.min(timeoutMs, LONGEST_MS)));
      seen.set(address, certificate);
      return certificate;
    } catch (error) {
      if (error instanceof DomainError) seen.set(address, error);
      throw error;
    } finally {
      loading.delete(address);
    }
  };

  const certificateAt = async (address: string): Promise<X509Certificate> => {
    const known = proven.get(address) ?? seen.get(address);
    if (known instanceof DomainError) throw known;
    if (known) return known;
    const underway = loading.get(address);
    if (underway) return underway;
    if (loading.size >= MOST_AT_ONCE) throw unavailable();
    const begun = loadAnew(address);
    loading.set(address, begun);
    return begun;
  };

  return async (address, fits) => {
    if (!isTrusted(address, baseUrl)) throw invalidSignature('this is not a place of certificates of PayPal');
    const certificate = await certificateAt(address);
    assertValid(certificate);
    if (!fits(certificate)) throw invalidSignature('the signature does not fit the body');
    proven.set(address, certificate);
  };
};
