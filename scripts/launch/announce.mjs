import { say } from './progress.mjs';

/**
 * Prints where the shop can be reached.
 * @param {number} port
 */
export function announce(port) {
  const base = (process.env.PUBLIC_URL || `http://localhost:${port}`).replace(/\/+$/, '');
  say('Ready');
  process.stdout.write(
    `
  Store API    ${base}/api
  GraphQL      ${base}/graphql
  Admin panel  ${base}/admin

  Ctrl-C stops everything.

`,
  );
}
