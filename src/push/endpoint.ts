import { isIP } from 'node:net';
import { isPublicAddress } from './address';

const UNBRACKETED = /^\[(.*)\]$/;

/** Names that no host of the internet has. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home|intranet)\.?$/i;

/**
 * What keeps the shop from sending anything to an address that somebody calls the one of their browser.
 * @returns null where nothing does
 */
export const complaintOfEndpoint = (text: string, isPrivateAllowed: boolean): string | null => {
  if (!URL.canParse(text)) return 'must be a URL';
  const { protocol, hostname, port, username, password } = new URL(text);
  if (protocol !== 'https:' && !(isPrivateAllowed && protocol === 'http:')) return 'must begin with https://';
  if (username !== '' || password !== '') return 'must not have a password';
  if (isPrivateAllowed) return null;
  if (port !== '') return 'must not have a port';
  const host = UNBRACKETED.exec(hostname)?.[1] ?? hostname;
  const isOfInternet = isIP(host) ? isPublicAddress(host) : host.includes('.') && !LOCAL_NAME.test(host);
  return isOfInternet ? null : 'must be a host of the internet';
};
