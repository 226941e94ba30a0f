import fs from 'node:fs/promises';
import path from 'node:path';
import { simpleParser } from 'mailparser';

const MOST = 50;

/**
 * The names of the mails in the preview folder, the newest first.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function listSent(folder) {
  const names = await fs.readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
    .sort()
    .reverse()
    .slice(0, MOST);
}

/**
 * A mail of the folder; null for a name that is not in it.
 * @param {string} folder
 * @param {string} name
 */
export async function readSent(folder, name) {
  if (!(await listSent(folder)).includes(name)) return null;
  const {
    subject = '',
    to,
    date,
    html,
    text = '',
  } = await simpleParser(await fs.readFile(path.join(folder, name)));
  const recipients = [to ?? []].flat().map((list) => list.text);
  return { subject, to: recipients.join(', '), date: date ?? null, html: html || null, text };
}
