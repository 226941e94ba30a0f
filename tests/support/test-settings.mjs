import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnvironment } from '../../scripts/launch/environment.mjs';

const FILE = path.join(path.dirname(fileURLToPath(import.meta.url)), 'test.env');

/**
 * Puts the settings of the application under test into the environment, over whatever a developer's
 * shell or .env says.
 */
export function applyTestSettings() {
  Object.assign(process.env, parseEnvironment(fs.readFileSync(FILE, 'utf8'), 'test.env'));
  process.env.NODE_ENV = 'test';
  // Strapi loads this file instead of the developer's .env.
  process.env.ENV_PATH = FILE;
}
