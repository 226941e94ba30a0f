import { isIP } from 'node:net';
import type { Context } from 'koa';
import proxyaddr from 'proxy-addr';

type Trust = (address: string, hop: number) => boolean;

const compile = (addresses: string[]): Trust => {
  try {
    return proxyaddr.compile(addresses);
  } catch (cause) {
    throw new Error(
      `TRUSTED_PROXIES takes a number of proxies, or addresses and networks: ${(cause as Error).message}.`,
      { cause },
    );
  }
};

/**
 * Which peers may say for whom they ask.
 * @param setting the number of proxies before this server, or their addresses and networks, comma separated
 * @returns null where nobody may
 */
export const proxyTrust = (setting: string): Trust | null => {
  const text = setting.trim();
  if (text === '' || text === '0') return null;
  if (/^\d{1,2}$/.test(text)) return (_address, hop) => hop < Number(text);
  return compile(text.split(',').map((address) => address.trim()));
};

/** Some proxies write the port behind the address. */
const withoutPort = (address: string): string =>
  /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? /^\[([^\]]+)\](:\d+)?$/.exec(address)?.[1] ?? address;

/** The address of the client: the last one in the chain of proxies that a trusted proxy vouches for. */
export const clientAddress = ({ req }: Pick<Context, 'req'>, trust: Trust): string => {
  const peer = req.socket.remoteAddress ?? '';
  const address = withoutPort(proxyaddr(req, trust));
  return isIP(address) === 0 ? peer : address;
};
