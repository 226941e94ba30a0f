/**
 * `npm run push:keys`: makes the keys by which browsers know the shop, and writes them into `.env`. Where there are keys
 * already, or no `.env`, it prints a new pair instead: every browser would have to sign up anew.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasPushKeys, newPushKeys, withPushKeys } from './launch/push-keys.mjs';
import { say } from './launch/progress.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const file = path.join(projectDir, '.env');
const keys = newPushKeys();
const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;

if (text === null || hasPushKeys(text)) {
  say(
    text === null
      ? 'There is no .env. Set these:'
      : 'There are keys in .env already, which browsers know. A new pair:',
  );
  for (const [name, key] of Object.entries(keys)) process.stdout.write(`${name}=${key}\n`);
} else {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, withPushKeys(text, keys), { mode: 0o600 });
  fs.renameSync(draft, file);
  say('Keys for push messages are in .env now. Restart the shop.');
}
