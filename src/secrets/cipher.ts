import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ENVELOPE_VERSION = 'v1';

/** How a key is made out of a password; kept with what is encrypted by it. */
export type Derivation = { salt: Buffer; cost: number; blockSize: number; parallelism: number };

/** What OWASP recommends of scrypt: 32 MB of memory, three times over. */
export const newDerivation = (): Derivation => ({
  salt: randomBytes(32),
  cost: 2 ** 15,
  blockSize: 8,
  parallelism: 3,
});

/** A key, and a short name that says nothing about it, by which what it has encrypted is known. */
export type Key = { bytes: Buffer; id: string };

/** Makes the key of a password. Takes a tenth of a second and more, on purpose. */
export const deriveKey = async (password: string, derivation: Derivation): Promise<Key> => {
  const { salt, cost, blockSize, parallelism } = derivation;
  const options = { N: cost, r: blockSize, p: parallelism, maxmem: 256 * cost * blockSize };
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
  const id = createHmac('sha256', bytes).update('id of this key').digest('base64url').slice(0, 11);
  return { bytes, id };
};

/** Something encrypted cannot be read: by none of the keys at hand, or because it was changed or moved. */
export class UnreadableSecret extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableSecret';
  }
}

const associated = (binding: string[]): Buffer => Buffer.from(JSON.stringify([ENVELOPE_VERSION, ...binding]));

/**
 * Encrypts a text: `v1.<id of the key>.<nonce>.<ciphertext and tag>`.
 * @param binding where it belongs; it can be read only there
 */
export const seal = (key: Key, plain: string, binding: string[]): string => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associated(binding));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [ENVELOPE_VERSION, key.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
};

const ENVELOPE = /^v1\.([\w-]{11})\.([\w-]{16})\.([\w-]{22,})$/;

/** The id of the key by which something was encrypted; null for what is no envelope. */
export const keyIdOf = (envelope: string): string | null => ENVELOPE.exec(envelope)?.[1] ?? null;

/**
 * Reads what `seal` has encrypted.
 * @throws UnreadableSecret
 */
export const open = (keys: Key[], envelope: string, binding: string[]): string => {
  const [, id, nonce = '', sealed = ''] = ENVELOPE.exec(envelope) ?? [];
  if (id === undefined) throw new UnreadableSecret('this is not an encrypted text');
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) throw new UnreadableSecret('it was encrypted with another ENCRYPT_PASSWORD');
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(ALGORITHM, key.bytes, Buffer.from(nonce, 'base64url'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associated(binding));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw new UnreadableSecret('it was changed, or belongs somewhere else');
  }
};
