import { parseArgs } from 'node:util';
import { Failure } from '../scripts/launch/failure.mjs';

export const USAGE = `npm run bench -- [options]

  --only reads|start|import|wall|checkout|invoice|delivery|realtime
                       only the storefront's reads, start time and memory, an import, what limits, tokens and
                       signing in cost, placing orders, drawing invoices, deliveries, or
                       messages and sockets
  --orders N           orders that are stored already, with --only checkout (default 100000)
  --import-rows N      rows of the imported sheet, with --only import (default 20000)
  --products N[,N]     products in the measured catalogue, one after the other (default 5000)
  --seconds N          length of each measurement (default 4)
  --rounds N           how often each contestant is measured (default 3)
  --connections N      requests at the same time (default 10)
  --soak-minutes N     how long hostile clients are let loose, with --only realtime (default 0: not at all)
  --cpu-profile DIR    also write a CPU profile of our server to that folder
`;

const ONLY = ['reads', 'start', 'import', 'wall', 'checkout', 'invoice', 'delivery', 'realtime'];

const LIMITS = {
  products: { fallback: 5000, from: 100, to: 200_000 },
  seconds: { fallback: 4, from: 1, to: 60 },
  rounds: { fallback: 3, from: 1, to: 20 },
  'import-rows': { fallback: 20_000, from: 1_000, to: 250_000 },
  orders: { fallback: 100_000, from: 2_000, to: 2_000_000 },
  'soak-minutes': { fallback: 0, from: 0, to: 60 },
  connections: { fallback: 10, from: 1, to: 200 },
};

function wholeNumber(name, text) {
  const { fallback, from, to } = LIMITS[name];
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to) {
    throw new Failure(`--${name} is "${text}", which is not a whole number from ${from} to ${to}.`);
  }
  return value;
}

/**
 * @typedef {object} Options
 * @property {boolean} reads
 * @property {boolean} start
 * @property {boolean} import
 * @property {boolean} wall
 * @property {boolean} checkout
 * @property {boolean} invoice
 * @property {boolean} delivery
 * @property {boolean} realtime
 * @property {number} soakMinutes
 * @property {number} importRows
 * @property {number} orders
 * @property {number[]} sizes products in the measured catalogues, each measured by itself
 * @property {number} seconds
 * @property {number} rounds
 * @property {number} connections
 * @property {string | undefined} cpuProfile
 */

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {Options | null} null when only the usage was asked for
 * @throws {Failure} naming the option that cannot be understood
 */
export function readOptions(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        products: { type: 'string' },
        'import-rows': { type: 'string' },
        orders: { type: 'string' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        'soak-minutes': { type: 'string' },
        connections: { type: 'string' },
        'cpu-profile': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (cause) {
    throw new Failure(`${cause.message.split('\n')[0].replace(/\.$/, '')}; see npm run bench -- --help.`, {
      cause,
    });
  }
  if (values.help) return null;
  if (values.only !== undefined && !ONLY.includes(values.only)) {
    throw new Failure(
      `--only is "${values.only}": it takes ${ONLY.slice(0, -1).join(', ')} or ${ONLY.at(-1)}.`,
    );
  }
  return {
    reads: values.only === undefined || values.only === 'reads',
    start: values.only === undefined || values.only === 'start',
    import: values.only === 'import',
    wall: values.only === undefined || values.only === 'wall',
    checkout: values.only === 'checkout',
    invoice: values.only === 'invoice',
    delivery: values.only === 'delivery',
    realtime: values.only === 'realtime',
    soakMinutes: wholeNumber('soak-minutes', values['soak-minutes']),
    importRows: wholeNumber('import-rows', values['import-rows']),
    orders: wholeNumber('orders', values.orders),
    sizes: (values.products ?? '').split(',').map((text) => wholeNumber('products', text || undefined)),
    seconds: wholeNumber('seconds', values.seconds),
    rounds: wholeNumber('rounds', values.rounds),
    connections: wholeNumber('connections', values.connections),
    cpuProfile: values['cpu-profile'],
  };
}
