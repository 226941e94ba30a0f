import { verify, type X509Certificate } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { invalidSignature } from '../signature-error';
import type { CertificateCheck } from './certificates';
import { crc32 } from './crc32';

const DAY = 86_400_000;
/** PayPal goes on trying for three days, and need not sign anew. What comes twice is known by its id. */
const OLDEST = 4 * DAY;
const NEWEST = 300_000;
const ALGORITHM = 'SHA256withRSA';

/** What PayPal signs: the transmission, our webhook, and the checksum of the body. */
export const signedText = (id: string, time: string, webhookId: string, body: Buffer): string =>
  [id, time, webhookId, crc32(body)].join('|');

const headerOf = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[`paypal-${name}`];
  if (typeof value !== 'string') throw invalidSignature(`the header PAYPAL-${name.toUpperCase()} is missing`);
  return value;
};

const assertTimely = (time: string): void => {
  const age = Date.now() - Date.parse(time);
  if (!(age < OLDEST && age > -NEWEST)) throw invalidSignature('it was not sent lately');
};

const isSigned = (text: string, certificate: X509Certificate, signature: string): boolean =>
  certificate.publicKey.asymmetricKeyType === 'rsa' &&
  verify('RSA-SHA256', Buffer.from(text), certificate.publicKey, Buffer.from(signature, 'base64'));

/**
 * Checks that PayPal has posted this body to our webhook.
 * @throws DomainError `invalid_signature`
 */
export const assertSigned = async (
  body: Buffer,
  headers: IncomingHttpHeaders,
  webhookId: string,
  checkBy: CertificateCheck,
): Promise<void> => {
  const id = headerOf(headers, 'transmission-id');
  const time = headerOf(headers, 'transmission-time');
  const signature = headerOf(headers, 'transmission-sig');
  const algorithm = headerOf(headers, 'auth-algo');
  assertTimely(time);
  if (algorithm !== ALGORITHM) throw invalidSignature(`signatures are made by ${ALGORITHM}`);
  const text = signedText(id, time, webhookId, body);
  await checkBy(headerOf(headers, 'cert-url'), (certificate) => isSigned(text, certificate, signature));
};
