import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Failure } from '../launch/failure.mjs';
import { say } from '../launch/progress.mjs';
import { progressLine } from './progress-line.mjs';

export const USAGE = `npm run import -- file.csv|file.xlsx [options]

  --company CODE   the company whose catalogue it is (the default company unless given)
  --dry-run        checks the sheet and says what it would change, and changes nothing
`;

const ACTOR = 'npm run import';
const MOST_ERRORS_PRINTED = 50;

/**
 * Reads the command line.
 * @param {string[]} args
 * @returns {{ file: string, companyCode: string | undefined, dryRun: boolean } | null} null when only the usage was asked for
 * @throws {Failure} naming what cannot be understood
 */
export function readImportOptions(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        company: { type: 'string' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const what = cause.message.split('\n')[0].replace(/\.$/, '');
    throw new Failure(`${what}; see npm run import -- --help.`, { cause });
  }
  const { values, positionals } = parsed;
  if (values.help) return null;
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0) throw new Failure('Name one file: npm run import -- file.csv.');
  if (!/\.(csv|txt|tsv|xlsx)$/i.test(file)) throw new Failure(`${file} is neither a .csv nor an .xlsx file.`);
  if (!fs.existsSync(file)) throw new Failure(`${file} does not exist.`);
  return { file: path.resolve(file), companyCode: values.company, dryRun: values['dry-run'] ?? false };
}

/**
 * Imports a sheet, or goes on with the import of it that was cut off.
 * @param {{ projectDir: string, databaseUrl: string, file: string, companyCode?: string, dryRun: boolean }} options
 * @throws {Failure} when the sheet has errors, which are printed
 */
export async function importSheet({ projectDir, databaseUrl, file, companyCode, dryRun }) {
  const connect = async () => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      options: '-c timezone=UTC',
      application_name: 'saptmarkets-import',
    });
    await client.connect();
    return client;
  };
  const loaded = loadEngine(projectDir);
  const engine = { ...loaded, runImport: (db, id) => loaded.runImport(db, connect, id, progressLine()) };
  const client = await connect();
  try {
    const company = await findCompany(client, companyCode);
    const id = await takeJob(client, engine, {
      companyCode: company,
      fileName: path.basename(file),
      filePath: file,
      fileHash: await hashOf(file),
      format: /\.xlsx$/i.test(file) ? 'xlsx' : 'csv',
      dryRun,
      createdBy: ACTOR,
    });
    const job = await engine.runImport(client, id);
    await engine.releaseJob(client, id);
    finish(job, engine);
  } finally {
    await client.end();
  }
}

function loadEngine(projectDir) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const load = (name) => require(path.join(projectDir, 'dist', 'src', 'catalogue-import', name));
  return { ...load('run.js'), ...load('store.js'), ...load('words.js') };
}

async function findCompany(client, code) {
  const { rows } = await client.query(
    'select code from companies where $1::text is null or code = $1 order by is_default desc nulls last, id limit 1',
    [code ?? null],
  );
  if (rows.length > 0) return rows[0].code;
  throw new Failure(code ? `There is no company ${code}.` : 'The shop has no company yet: run npm run up.');
}

/** The job of this file: the one that was cut off, else a new one. */
async function takeJob(client, engine, wanted) {
  const unfinished = wanted.dryRun ? null : await engine.findUnfinished(client, wanted.companyCode);
  if (unfinished) {
    if (!(await engine.takeJob(client, unfinished.id))) {
      throw new Failure(`An import of ${unfinished.fileName} is running: wait for it.`);
    }
    if (unfinished.fileHash === wanted.fileHash) {
      say(`Going on with the import of ${unfinished.fileName}: ${unfinished.processed} rows are applied`);
      await engine.useFile(client, unfinished.id, wanted.filePath);
      return unfinished.id;
    }
    say(`An import of ${unfinished.fileName} was cut off; finishing that one first`);
    await engine.runImport(client, unfinished.id);
    await engine.releaseJob(client, unfinished.id);
  }
  const id = createId();
  if (!(await engine.insertJob(client, { ...wanted, id })) || !(await engine.takeJob(client, id))) {
    throw new Failure('Another import of this company has just begun: wait for it.');
  }
  return id;
}

function createId() {
  return `i${createHash('md5').update(`${process.pid} ${process.hrtime.bigint()}`).digest('hex').slice(0, 23)}`;
}

async function hashOf(file) {
  const hash = createHash('sha256');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

function finish(job, { speak }) {
  if (job.errorCount > 0) {
    for (const error of job.errors.slice(0, MOST_ERRORS_PRINTED)) {
      const { row, message } = speak(error, 'en');
      process.stderr.write(`row ${row}: ${message}\n`);
    }
    const more = job.errorCount - Math.min(job.errors.length, MOST_ERRORS_PRINTED);
    if (more > 0) process.stderr.write(`and ${more} more\n`);
    throw new Failure(`${job.fileName} has ${job.errorCount} errors: mend them and import it again.`);
  }
  const { rows, created, updated, unchanged } = job;
  const outcome = job.dryRun ? 'would be' : 'are';
  say(`${rows} rows: ${created} products ${outcome} new, ${updated} changed, ${unchanged} as they were`);
}
