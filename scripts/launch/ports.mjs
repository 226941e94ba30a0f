import net from 'node:net';
import { Failure } from './failure.mjs';

/**
 * Whether a TCP port can be bound on this host right now.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES') {
        reject(new Failure(`Port ${port} needs special rights: set PORT to a number above 1023.`));
      } else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
        reject(new Failure(`HOST is ${host}, which is not an address of this machine.`));
      } else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * The first port from `preferred` upwards that nobody holds.
 * @param {number} preferred
 * @param {{ host?: string, tries?: number, isFree?: typeof isPortFree }} [options]
 * @returns {Promise<number>}
 */
export async function firstFreePort(
  preferred,
  { host = '127.0.0.1', tries = 100, isFree = isPortFree } = {},
) {
  const last = Math.min(preferred + tries - 1, 65_535);
  for (let port = preferred; port <= last; port += 1) {
    if (await isFree(port, host)) return port;
  }
  throw new Failure(`No free port from ${preferred} to ${last} on ${host}: stop a program that holds one.`);
}

/**
 * Reads a port number out of a setting.
 * @param {string | undefined} text
 * @param {string} name of the setting, for the sentence
 * @param {number} fallback
 * @returns {number}
 */
export function parsePort(text, name, fallback) {
  if (!text) return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Failure(`${name} is "${text}", which is not a port number (1 to 65535).`);
  }
  return port;
}
