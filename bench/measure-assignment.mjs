import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { COMPANY } from './scratch-database.mjs';

const DRIVERS = 500;
const ORDERS = 200;

/**
 * Measures how long an order takes to find its driver among many, with the transaction that gives it away.
 * @param {{ projectDir: string, databaseUrl: string }} options
 */
export async function measureAssignment({ projectDir, databaseUrl }) {
  say(`Measuring: ${ORDERS} orders, each given to one of ${DRIVERS} drivers`);
  const file = path.join(projectDir, '.data', 'bench', 'assignment.json');
  fs.writeFileSync(
    file,
    JSON.stringify({ projectDir, databaseUrl, company: COMPANY, drivers: DRIVERS, orders: ORDERS }),
  );
  const script = path.join(projectDir, 'bench', 'assign-orders.mjs');
  const { code, output } = await run(process.execPath, [script, file], { cwd: projectDir });
  if (code !== 0) throw new Failure(`The orders could not be given away:\n${output.trim()}`);
  const measured = JSON.parse(output.trim().split('\n').at(-1));
  if (measured.given !== ORDERS) throw new Failure(`${measured.given} of ${ORDERS} orders found a driver`);
  return { drivers: DRIVERS, ...measured };
}
