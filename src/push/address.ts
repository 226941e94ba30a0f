import dns from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that are nobody's on the internet: the shop's own, this machine, and those set aside for other things. */
const closed = new BlockList();

/** The same of the sixth version, apart: there, every address of the fourth has one as well, and would be found. */
const closedOfSix = new BlockList();

for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(network, prefix, 'ipv4');
}

/** Everything outside of what is given out to anybody, and what of it leads to addresses of the fourth version. */
for (const [network, prefix] of [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['4000::', 2],
  ['8000::', 1],
] as const) {
  closedOfSix.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address is one of the internet, rather than of this machine or of a network of its owner's. */
export const isPublicAddress = (address: string): boolean => {
  const version = isIP(address);
  if (version === 6) return !closedOfSix.check(address, 'ipv6');
  return version === 4 && !closed.check(address, 'ipv4');
};

/** A name that leads into somebody's own network. */
export class PrivateAddress extends Error {
  constructor(hostname: string) {
    super(`${hostname} is not a host of the internet`);
    this.name = 'PrivateAddress';
  }
}

/**
 * Finds the addresses of a host as Node does, and leaves out those that are not of the internet. What is connected to is
 * what was found here, so that a name cannot mean something else a moment later.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) {
      callback(error, []);
      return;
    }
    const reachable = found.filter(({ address }) => isPublicAddress(address));
    const [first] = reachable;
    if (!first) {
      callback(new PrivateAddress(hostname), []);
      return;
    }
    if (options.all) callback(null, reachable);
    else callback(null, first.address, first.family);
  });
};
