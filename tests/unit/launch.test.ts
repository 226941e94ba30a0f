import crypto from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashPanelInputs, hashServerInputs } from '../../scripts/launch/build-inputs.mjs';
import {
  REQUIRED_SECRETS,
  checkDatabaseUrl,
  fillTemplate,
  findWeakSecrets,
  parseEnvironment,
  requireSecrets,
} from '../../scripts/launch/environment.mjs';
import { explain } from '../../scripts/launch/failure.mjs';
import { isInstalled } from '../../scripts/launch/install.mjs';
import { readHolder, takeLock } from '../../scripts/launch/instance-lock.mjs';
import { checkNodeVersion } from '../../scripts/launch/node-version.mjs';
import { firstFreePort, isPortFree, parsePort } from '../../scripts/launch/ports.mjs';
import { newPushKeys, withPushKeys } from '../../scripts/launch/push-keys.mjs';
import { chooseCredentials } from '../../scripts/launch/super-admin.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launch-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const put = (file: string, content: unknown): void => {
  const place = path.join(folder, file);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content));
};

const allSecrets = (value: string): Record<string, string> =>
  Object.fromEntries(REQUIRED_SECRETS.map((name) => [name, value]));

describe('keys for push messages', () => {
  test('are a pair of P-256', () => {
    const keys = newPushKeys();
    const pair = crypto.createECDH('prime256v1');
    pair.setPrivateKey(keys.PUSH_PRIVATE_KEY, 'base64url');
    expect(pair.getPublicKey('base64url')).toBe(keys.PUSH_PUBLIC_KEY);
  });

  test.each([
    ['PUSH_PUBLIC_KEY=\nPUSH_PRIVATE_KEY=\nA=1\n', 'PUSH_PUBLIC_KEY=p\nPUSH_PRIVATE_KEY=s\nA=1\n'],
    ['A=1', 'A=1\nPUSH_PUBLIC_KEY=p\nPUSH_PRIVATE_KEY=s\n'],
    ['PUSH_PUBLIC_KEY=old\nPUSH_PRIVATE_KEY=\n', 'PUSH_PUBLIC_KEY=old\nPUSH_PRIVATE_KEY=\n'],
  ])('are put into %j where there are none', (text, filled) => {
    expect(withPushKeys(text, { PUSH_PUBLIC_KEY: 'p', PUSH_PRIVATE_KEY: 's' })).toBe(filled);
  });
});

describe('reading .env', () => {
  test.each([
    ['NAME=value', 'value'],
    ['  export NAME = value  ', 'value'],
    ['NAME=', ''],
    ['NAME=a b c # why', 'a b c'],
    ['NAME=pass#word', 'pass#word'],
    ['NAME="a # b"', 'a # b'],
    ["NAME='a\\nb'", 'a\\nb'],
    ['NAME="a\\nb \\"c\\""', 'a\nb "c"'],
    ['NAME="first\nsecond" # end', 'first\nsecond'],
    ['\uFEFFNAME=value\r\n', 'value'],
    ['NAME=old\nNAME=new', 'new'],
  ])('%j', (text, value) => {
    expect(parseEnvironment(text)).toEqual({ NAME: value });
  });

  test.each([
    ['A=1\n\nnot an assignment\nB=2', '.env line 3 is not NAME=value: correct or remove it.'],
    ['# fine\nA="never closed\nB=2', '.env line 2 opens a " that is never closed: correct it.'],
    ['A="closed" but more', '.env line 1 has text after the closing quote: correct it.'],
  ])('%j is refused', (text, sentence) => {
    expect(() => parseEnvironment(text)).toThrow(sentence);
  });
});

describe('secrets', () => {
  test('a filled template has a fresh value for every secret and leaves the rest as it is', () => {
    let count = 0;
    const template = `# why\nPORT=5055\nAPP_KEYS=replace-me,replace-me\nJWT_SECRET=replace-me\n#REDIS_URL=x\n`;
    expect(fillTemplate(template, () => `fresh-${String((count += 1))}`)).toBe(
      '# why\nPORT=5055\nAPP_KEYS=fresh-1,fresh-2\nJWT_SECRET=fresh-3\n#REDIS_URL=x\n',
    );
  });

  test('what is generated is good enough for production', () => {
    const template = REQUIRED_SECRETS.map((name) => `${name}=replace-me`).join('\n');
    const values = parseEnvironment(fillTemplate(template));
    expect(findWeakSecrets(values, { production: true })).toEqual({
      missing: [],
      placeholder: [],
      short: [],
    });
    expect(new Set(Object.values(values)).size).toBe(REQUIRED_SECRETS.length);
  });

  test('missing ones, placeholders and, in production, short ones are told apart', () => {
    const values = {
      ...allSecrets('x'.repeat(31) + 'y'),
      APP_KEYS: `${'k'.repeat(40)},replace-me`,
      JWT_SECRET: 'your-jwt-secret-key',
      ENCRYPT_PASSWORD: 'saptmarkets-default-encryption-key-123',
      API_TOKEN_SALT: ' ',
      TRANSFER_TOKEN_SALT: 'too-short',
    };
    expect(findWeakSecrets(values, { production: true })).toEqual({
      missing: ['API_TOKEN_SALT'],
      placeholder: ['APP_KEYS', 'JWT_SECRET', 'ENCRYPT_PASSWORD'],
      short: ['TRANSFER_TOKEN_SALT'],
    });
    expect(findWeakSecrets(values, { production: false }).short).toEqual([]);
  });

  test('the sentence names each of them', () => {
    const values = { ...allSecrets('s'.repeat(40)), JWT_SECRET: '', ENCRYPTION_KEY: 'changeme' };
    expect(() => {
      requireSecrets(values, { production: false, source: '.env' });
    }).toThrow('.env lacks JWT_SECRET and has only a placeholder for ENCRYPTION_KEY: set each');
  });
});

describe('DATABASE_URL', () => {
  test.each(['postgres://u:p@db.example:5432/shop', 'postgresql://localhost/shop?sslmode=require'])(
    '%s is taken',
    (url) => {
      expect(() => {
        checkDatabaseUrl(url);
      }).not.toThrow();
    },
  );

  test.each(['localhost/shop', 'mysql://localhost/shop', 'postgres://localhost', 'postgres://localhost/'])(
    '%s is refused',
    (url) => {
      expect(() => {
        checkDatabaseUrl(url);
      }).toThrow(/^DATABASE_URL .+postgres:\/\/user:password@host:5432\/database\.$/);
    },
  );
});

describe('ports', () => {
  test('a taken port is seen, and the next free one chosen', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as AddressInfo;
    expect(await isPortFree(port)).toBe(false);
    await new Promise((resolve) => holder.close(resolve));
    expect(await isPortFree(port)).toBe(true);
  });

  test('counting starts at the preferred port and gives up after the last', async () => {
    const isFree = (port: number): Promise<boolean> => Promise.resolve(port === 54_323);
    expect(await firstFreePort(54_320, { isFree })).toBe(54_323);
    await expect(firstFreePort(54_320, { isFree, tries: 3 })).rejects.toThrow(
      'No free port from 54320 to 54322 on 127.0.0.1: stop a program that holds one.',
    );
  });

  test('a setting must be a port number', () => {
    expect(parsePort('', 'PORT', 5055)).toBe(5055);
    expect(parsePort('8080', 'PORT', 5055)).toBe(8080);
    for (const text of ['http', '0', '65536', '80.5']) {
      expect(() => parsePort(text, 'PORT', 5055)).toThrow(
        `PORT is "${text}", which is not a port number (1 to 65535).`,
      );
    }
  });
});

describe('what has to be built', () => {
  const packages = (overrides: Record<string, object> = {}): object => ({
    packages: {
      '': {},
      'node_modules/strapi': { version: '5.0.0' },
      'node_modules/linter': { version: '1.0.0', dev: true },
      ...overrides,
    },
  });

  beforeEach(() => {
    put('tsconfig.json', '{}');
    put('package-lock.json', packages());
    put('config/server.ts', 'a');
    put('src/index.ts', 'b');
    put('src/admin/app.tsx', 'c');
    put('src/plugins/connect/admin/src/index.tsx', 'd');
    put('src/plugins/connect/server/src/index.ts', 'e');
  });

  const hashes = (): { server: string; panel: string } => ({
    server: hashServerInputs(folder),
    panel: hashPanelInputs(folder, {}),
  });

  test.each([
    ['src/index.ts', { server: true, panel: false }],
    ['src/new/route.ts', { server: true, panel: false }],
    ['config/server.ts', { server: true, panel: false }],
    ['src/plugins/connect/server/src/index.ts', { server: true, panel: false }],
    ['src/admin/app.tsx', { server: false, panel: true }],
    ['src/plugins/connect/admin/src/index.tsx', { server: false, panel: true }],
    ['docs/notes.md', { server: false, panel: false }],
    ['tests/unit/x.test.ts', { server: false, panel: false }],
  ])('after a change of %s', (file, expected) => {
    const before = hashes();
    put(file, 'changed');
    const after = hashes();
    expect({ server: after.server !== before.server, panel: after.panel !== before.panel }).toEqual(expected);
  });

  test('a package that ships rebuilds both, one for development neither', () => {
    const before = hashes();
    put('package-lock.json', packages({ 'node_modules/linter': { version: '2.0.0', dev: true } }));
    expect(hashes()).toEqual(before);
    put('package-lock.json', packages({ 'node_modules/strapi': { version: '5.0.1' } }));
    expect(hashes().server).not.toBe(before.server);
    expect(hashes().panel).not.toBe(before.panel);
  });

  test('the public address is part of the panel', () => {
    expect(hashPanelInputs(folder, { PUBLIC_URL: 'https://a.example' })).not.toBe(
      hashPanelInputs(folder, {}),
    );
  });

  test('packages are installed when every version is there', () => {
    expect(isInstalled(folder)).toBe(false);
    put('node_modules/.package-lock.json', packages());
    expect(isInstalled(folder)).toBe(true);
    put('package-lock.json', packages({ 'node_modules/other-system': { version: '1.0.0', optional: true } }));
    expect(isInstalled(folder)).toBe(true);
    put('package-lock.json', packages({ 'node_modules/strapi': { version: '5.0.1' } }));
    expect(isInstalled(folder)).toBe(false);
  });
});

describe('one at a time', () => {
  test('a living holder is named, a dead one is replaced, a released lock is free', () => {
    const file = path.join(folder, 'run.lock');
    const { lock } = takeLock(file, { command: 'npm run up', port: 5055 });
    expect(takeLock(file, { command: 'npm run dev' })).toMatchObject({
      lock: null,
      holder: { pid: process.pid, command: 'npm run up', port: 5055 },
    });
    lock?.release();
    expect(readHolder(file)).toBeNull();

    // The pid of this process with another birth: the holder died and its pid was given away.
    put('run.lock', { pid: process.pid, birth: 'long ago', command: 'npm run up' });
    expect(takeLock(file, { command: 'npm run up' }).lock).not.toBeNull();
    expect(readHolder(file)).toMatchObject({ pid: process.pid });
  });
});

describe('first super admin', () => {
  test('a password is generated unless one is set', () => {
    const { email, password, generated } = chooseCredentials({});
    expect({ email, generated }).toEqual({ email: 'admin@saptmarkets.local', generated: true });
    expect(password).toMatch(/^[\w-]{20}$/);
    expect(chooseCredentials({ ADMIN_EMAIL: ' Owner@Shop.JO ', ADMIN_PASSWORD: 'Str0ng-enough' })).toEqual({
      email: 'owner@shop.jo',
      password: 'Str0ng-enough',
      generated: false,
    });
  });

  test('a weak password or a strange address is refused', () => {
    expect(() => chooseCredentials({ ADMIN_PASSWORD: 'alllowercase1' })).toThrow(
      'ADMIN_PASSWORD is too weak',
    );
    expect(() => chooseCredentials({ ADMIN_EMAIL: 'owner' })).toThrow(
      'ADMIN_EMAIL is "owner", which is not an e-mail address.',
    );
  });
});

describe('sentences', () => {
  test('an old Node.js is refused by its version', () => {
    expect(() => {
      checkNodeVersion('18.20.4');
    }).toThrow('Node.js 18.20.4 is too old: install Node.js 20.9 or newer');
    expect(() => {
      checkNodeVersion('20.9.0');
    }).not.toThrow();
  });

  test('a full disk is recognised in whatever says so, and a surprise is none', () => {
    const sentence = 'The disk is full: free some space and start again.';
    expect(explain(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toBe(sentence);
    expect(explain(new Error('could not write to file: No space left on device'))).toBe(sentence);
    expect(explain(new Error('something else'))).toBeNull();
  });
});
