import { Failure } from './failure.mjs';

const OLDEST = [20, 9];

/**
 * @param {string} [version] as in process.versions.node
 * @throws {Failure} on a Node.js that Strapi does not run on
 */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new Failure(
      `Node.js ${version} is too old: install Node.js ${OLDEST.join('.')} or newer (20 LTS, 22 LTS or 24 LTS) and start again.`,
    );
  }
}
