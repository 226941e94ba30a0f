import crypto from 'node:crypto';

const PAIR = ['PUSH_PUBLIC_KEY', 'PUSH_PRIVATE_KEY'];

const lineOf = (name) => new RegExp(`^${name}=(.*)$`, 'm');

/**
 * Makes the pair of keys by which browsers know a shop (VAPID, RFC 8292): a point of P-256 and its secret.
 * @returns {{ PUSH_PUBLIC_KEY: string, PUSH_PRIVATE_KEY: string }} in base64url
 */
export function newPushKeys() {
  const { privateKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x, y, d } = privateKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return { PUSH_PUBLIC_KEY: point.toString('base64url'), PUSH_PRIVATE_KEY: d };
}

/**
 * Whether the text of an environment file says either key already.
 * @param {string} text
 */
export function hasPushKeys(text) {
  return PAIR.some((name) => (lineOf(name).exec(text)?.[1] ?? '').trim() !== '');
}

/**
 * Puts a pair of keys into the text of an environment file, where it says neither.
 * @param {string} text
 * @param {ReturnType<typeof newPushKeys>} [keys]
 * @returns {string}
 */
export function withPushKeys(text, keys = newPushKeys()) {
  if (hasPushKeys(text)) return text;
  const filled = PAIR.reduce(
    (whole, name) => whole.replace(lineOf(name), () => `${name}=${keys[name]}`),
    text,
  );
  const missing = PAIR.filter((name) => !lineOf(name).test(text)).map((name) => `${name}=${keys[name]}\n`);
  const end = filled === '' || filled.endsWith('\n') || missing.length === 0 ? '' : '\n';
  return filled + end + missing.join('');
}
