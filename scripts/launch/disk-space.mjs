import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';

const MEGABYTE = 1024 * 1024;

function nearestExisting(target) {
  let current = path.resolve(target);
  while (!fs.existsSync(current)) current = path.dirname(current);
  return current;
}

/**
 * Refuses to begin work that the disk has no room for.
 * @param {string} target a path on the disk in question; need not exist yet
 * @param {number} megabytes
 * @param {string} purpose completes "… is needed for"
 */
export function requireDiskSpace(target, megabytes, purpose) {
  const where = nearestExisting(target);
  const { bavail, bsize } = fs.statfsSync(where);
  const free = Math.floor((Number(bavail) * Number(bsize)) / MEGABYTE);
  if (free < megabytes) {
    throw new Failure(
      `Not enough disk space at ${where}: ${free} MB are free and ${megabytes} MB are needed for ${purpose}.`,
    );
  }
}
