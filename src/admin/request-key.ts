const BYTES = 16;

/**
 * A key under which something is done once, however often it is asked for. `crypto.randomUUID` is only there behind TLS,
 * and shops also try the panel without.
 */
export const newRequestKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
