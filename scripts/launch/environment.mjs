import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { withPushKeys } from './push-keys.mjs';

/** Variables without which nothing may start; every one is a secret of its own. */
export const REQUIRED_SECRETS = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
  'JWT_SECRET_FOR_VERIFY',
  'ENCRYPT_PASSWORD',
];

const SHORTEST_PRODUCTION_SECRET = 32;

// The examples of the specification, of Strapi's templates and of our own .env.example.
const PLACEHOLDER =
  /^(replace-?me|change-?me|changeit|to-?be-?modified\d*|secret|password|your-.*|<.*>|.*default-encryption-key.*|anysecret.*|x{3,})$/i;

const ASSIGNMENT = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/;
const QUOTES = new Set(['"', "'", '`']);

/**
 * Reads the text of an environment file: `NAME=value` lines, comments, quotes (also over several
 * lines), `export`.
 * @param {string} text
 * @param {string} [file] its name, for the sentence when a line is broken
 * @returns {Record<string, string>}
 * @throws {Failure} naming the line that cannot be read
 */
export function parseEnvironment(text, file = '.env') {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const values = {};
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (/^\s*(#|$)/.test(line)) continue;
    const match = ASSIGNMENT.exec(line);
    if (!match) {
      throw new Failure(`${file} line ${index + 1} is not NAME=value: correct or remove it.`);
    }
    const [, name, rest] = match;
    if (!QUOTES.has(rest[0])) {
      values[name] = rest.replace(/(^|\s)#.*$/, '').trim();
      continue;
    }
    const { value, lastLine } = readQuoted(lines, index, rest, file);
    values[name] = value;
    index = lastLine;
  }
  return values;
}

function readQuoted(lines, firstLine, rest, file) {
  const quote = rest[0];
  const closing = new RegExp(`^((?:\\\\.|[^\\\\${quote}])*)${quote}(.*)$`, 's');
  let text = rest.slice(1);
  for (let line = firstLine; line < lines.length; line += 1) {
    if (line > firstLine) text += `\n${lines[line]}`;
    const match = closing.exec(text);
    if (!match) continue;
    if (!/^\s*(#.*)?$/.test(match[2])) {
      throw new Failure(`${file} line ${line + 1} has text after the closing quote: correct it.`);
    }
    return { value: quote === '"' ? unescape(match[1]) : match[1], lastLine: line };
  }
  throw new Failure(`${file} line ${firstLine + 1} opens a ${quote} that is never closed: correct it.`);
}

function unescape(text) {
  return text.replace(/\\([nrt"\\$])/g, (whole, letter) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);
}

/**
 * Fills a template: every required secret that is still a placeholder gets a fresh random value.
 * @param {string} template the text of .env.example
 * @param {() => string} [generate]
 * @returns {string}
 */
export function fillTemplate(template, generate = () => crypto.randomBytes(32).toString('base64url')) {
  return template
    .split('\n')
    .map((line) => {
      const [name, value] = line.split(/=(.*)/s);
      if (!REQUIRED_SECRETS.includes(name) || value === undefined) return line;
      const fresh = value.split(',').map((part) => (isPlaceholder(part.trim()) ? generate() : part.trim()));
      return `${name}=${fresh.join(',')}`;
    })
    .join('\n');
}

function isPlaceholder(value) {
  return value === '' || PLACEHOLDER.test(value);
}

/**
 * Names the secrets that nobody may start with.
 * @param {Record<string, string | undefined>} values
 * @param {{ production: boolean }} options in production short secrets are refused as well
 * @returns {{ missing: string[], placeholder: string[], short: string[] }}
 */
export function findWeakSecrets(values, { production }) {
  const weak = { missing: [], placeholder: [], short: [] };
  for (const name of REQUIRED_SECRETS) {
    const parts = (values[name] ?? '').split(',').map((part) => part.trim());
    if (parts.every((part) => part === '')) weak.missing.push(name);
    else if (parts.some(isPlaceholder)) weak.placeholder.push(name);
    else if (production && parts.some((part) => part.length < SHORTEST_PRODUCTION_SECRET))
      weak.short.push(name);
  }
  return weak;
}

/**
 * @param {Record<string, string | undefined>} values
 * @param {{ production: boolean, source: string }} options
 * @throws {Failure} naming every secret that is missing, a placeholder or too short
 */
export function requireSecrets(values, { production, source }) {
  const { missing, placeholder, short } = findWeakSecrets(values, { production });
  const complaints = [
    missing.length > 0 && `lacks ${missing.join(', ')}`,
    placeholder.length > 0 && `has only a placeholder for ${placeholder.join(', ')}`,
    short.length > 0 && `has fewer than ${SHORTEST_PRODUCTION_SECRET} characters for ${short.join(', ')}`,
  ].filter(Boolean);
  if (complaints.length === 0) return;
  throw new Failure(
    `${source} ${complaints.join(' and ')}: set each to a random value (openssl rand -base64 32), as .env.example shows.`,
  );
}

/**
 * @param {string} text
 * @throws {Failure} unless it is a URL of a PostgreSQL database
 */
export function checkDatabaseUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch (cause) {
    throw new Failure('DATABASE_URL is not a URL: write postgres://user:password@host:5432/database.', {
      cause,
    });
  }
  const isPostgres = ['postgres:', 'postgresql:'].includes(url.protocol);
  const hasHost = url.hostname !== '' || url.searchParams.has('host');
  if (!isPostgres || !hasHost || url.pathname.length < 2) {
    throw new Failure(
      'DATABASE_URL must name a PostgreSQL server and database: postgres://user:password@host:5432/database.',
    );
  }
}

/**
 * Loads `.env` into process.env; what the real environment already says wins.
 * @param {string} projectDir
 * @param {{ create: boolean }} options create: write the file from .env.example when there is none
 * @returns {{ created: boolean, source: string }} source names where settings come from, for sentences
 */
export function loadEnvironment(projectDir, { create }) {
  const file = path.join(projectDir, '.env');
  const missing = !fs.existsSync(file);
  if (missing && !create) return { created: false, source: 'The environment' };
  if (missing) {
    const template = fs.readFileSync(path.join(projectDir, '.env.example'), 'utf8');
    // Written whole or not at all: a half-written .env would lose the secrets it was made for.
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, withPushKeys(fillTemplate(template)), { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  for (const [name, value] of Object.entries(parseEnvironment(fs.readFileSync(file, 'utf8')))) {
    process.env[name] ??= value;
  }
  return { created: missing, source: '.env' };
}
