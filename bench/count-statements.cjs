/**
 * Preloaded into a server, writes every statement that goes to PostgreSQL to the file that STATEMENTS_FILE names, one a
 * line.
 */
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const { Client } = createRequire(path.join(process.cwd(), 'package.json'))('pg');
const { query } = Client.prototype;

Client.prototype.query = function noted(config, ...rest) {
  const text = typeof config === 'string' ? config : (config?.text ?? '');
  fs.appendFileSync(process.env.STATEMENTS_FILE, `${text.replaceAll(/\s+/g, ' ').trim()}\n`);
  return query.call(this, config, ...rest);
};
