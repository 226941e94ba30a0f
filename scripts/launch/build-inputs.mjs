import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const ADMIN_SOURCE = /^src\/(admin|plugins\/[^/]+\/admin)\//;
const BUILT_BY_TYPESCRIPT = /\.(ts|tsx|json)$/;

/**
 * Every file under a folder, relative to the project, in a stable order.
 * @param {string} projectDir
 * @param {string} folder
 * @returns {string[]}
 */
export function listFiles(projectDir, folder) {
  const found = [];
  const walk = (relative) => {
    const absolute = path.join(projectDir, relative);
    if (!fs.existsSync(absolute)) return;
    for (const entry of fs.readdirSync(absolute, { withFileTypes: true })) {
      const child = `${relative}/${entry.name}`;
      if (entry.isDirectory()) walk(child);
      else if (entry.isFile()) found.push(child);
    }
  };
  walk(folder);
  return found.sort();
}

/**
 * Sources of the server that the TypeScript compiler turns into files of dist/.
 * @param {string} projectDir
 * @returns {string[]}
 */
export function serverSources(projectDir) {
  const inSrc = listFiles(projectDir, 'src').filter(
    (file) => !ADMIN_SOURCE.test(file) && BUILT_BY_TYPESCRIPT.test(file),
  );
  const elsewhere = ['config', 'database', 'types']
    .flatMap((folder) => listFiles(projectDir, folder))
    .filter((file) => file.endsWith('.ts'));
  return [...elsewhere, ...inSrc];
}

function panelSources(projectDir) {
  return listFiles(projectDir, 'src').filter(
    (file) => ADMIN_SOURCE.test(file) || /^src\/plugins\/[^/]+\/package\.json$/.test(file),
  );
}

/** Versions of the packages that end up in what is built; a new linter rebuilds nothing. */
function runtimePackages(projectDir) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(projectDir, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && (!entry.dev || place === 'node_modules/typescript'))
    .map(([place, entry]) => `${place}@${entry.version}`)
    .join('\n');
}

function hash(projectDir, files, extra) {
  const digest = crypto.createHash('sha256');
  for (const file of files) {
    digest
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(projectDir, file)))
      .update('\0');
  }
  return digest.update(extra).digest('hex');
}

/**
 * Fingerprint of all that the compiled server depends on.
 * @param {string} projectDir
 * @returns {string}
 */
export function hashServerInputs(projectDir) {
  return hash(projectDir, ['tsconfig.json', ...serverSources(projectDir)], runtimePackages(projectDir));
}

/**
 * Fingerprint of all that the built admin panel depends on; the public address is baked into it.
 * @param {string} projectDir
 * @param {Record<string, string | undefined>} [environment]
 * @returns {string}
 */
export function hashPanelInputs(projectDir, environment = process.env) {
  const baked = Object.entries(environment)
    .filter(([name]) => name === 'PUBLIC_URL' || name.startsWith('STRAPI_ADMIN_'))
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const configured = ['config/admin.ts', 'config/plugins.ts'].filter((file) =>
    fs.existsSync(path.join(projectDir, file)),
  );
  return hash(
    projectDir,
    [...configured, ...panelSources(projectDir)],
    [...baked, runtimePackages(projectDir)].join('\n'),
  );
}
