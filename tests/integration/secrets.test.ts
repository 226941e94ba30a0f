import knex, { type Knex } from 'knex';
import { rotateSecrets } from '../../src/secrets/rotation';
import { deleteSecret, readSecret, storeSecret } from '../../src/secrets/secrets';
import { createVault, type Vault, vaultOf } from '../../src/secrets/vault';
import { app, sql } from '../support/application';
import { unique } from '../support/catalogue';
import { runScript } from '../support/script';

const OLD = 'an-old-password-0123456789-abcdefghijkl';
const NEW = 'a-new-password-9876543210-zyxwvutsrqpo';

let db: Knex;
let vault: Vault;

beforeAll(async () => {
  db = knex({ client: 'pg', connection: app.databaseUrl, pool: { min: 0, max: 4 } });
  vault = await createVault(db, { password: OLD, previous: '' });
});

afterAll(() => db.destroy());

beforeEach(() => sql.query('delete from secrets'));

const secret = (name = 'stripe.secretKey') => ({ company: 'acme', name });

const stored = async (): Promise<Record<string, string>> => {
  const { rows } = await sql.query<{ company_code: string; name: string; value: string }>(
    'select * from secrets',
  );
  return Object.fromEntries(rows.map((row) => [`${row.company_code} ${row.name}`, row.value]));
};

describe('a secret', () => {
  test('is stored encrypted, read, replaced and deleted', async () => {
    expect(await readSecret(db, vault, secret())).toBeNull();
    await db.transaction((trx) => storeSecret(trx, vault, secret(), 'sk_live_مفتاح'));
    const { 'acme stripe.secretKey': first } = await stored();
    expect(first).toMatch(/^v1\.[\w-]{11}\.[\w-]{16}\.[\w-]+$/);
    expect(Buffer.from(first!.split('.')[3]!, 'base64url').toString()).not.toContain('sk_live');
    expect(await readSecret(db, vault, secret())).toBe('sk_live_مفتاح');

    await storeSecret(db, vault, secret(), 'sk_live_مفتاح');
    expect((await stored())['acme stripe.secretKey']).not.toBe(first);
    await storeSecret(db, vault, secret(), '');
    expect(await readSecret(db, vault, secret())).toBe('');

    expect(await deleteSecret(db, secret())).toBe(true);
    expect(await deleteSecret(db, secret())).toBe(false);
    expect(await readSecret(db, vault, secret())).toBeNull();
  });

  test('goes with the transaction that wrote it', async () => {
    const undone = db.transaction(async (trx) => {
      await storeSecret(trx, vault, secret(), 'x');
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await stored()).toEqual({});
  });

  test('that was changed or moved is refused, by its name and without its text', async () => {
    await storeSecret(db, vault, secret(), 'sk_live_1');
    const { 'acme stripe.secretKey': value } = await stored();
    const [version, key, nonce, body] = value!.split('.') as [string, string, string, string];
    const flipped = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const damaged = [
      [version, key, nonce, flipped(body)],
      [version, key, flipped(nonce), body],
      [version, key, nonce, body.slice(0, -4)],
    ].map((parts) => parts.join('.'));
    for (const changed of damaged) {
      await sql.query('update secrets set value = $1', [changed]);
      await expect(readSecret(db, vault, secret())).rejects.toThrow(
        'the secret stripe.secretKey of acme cannot be read: it was changed, or belongs somewhere else',
      );
    }
    for (const other of ['', 'sk_live_1', `v2.${key}.${nonce}.${body}`, `${value}x!`]) {
      await sql.query('update secrets set value = $1', [other]);
      await expect(readSecret(db, vault, secret())).rejects.toThrow('this is not an encrypted text');
    }
    for (const [company, name] of [
      ['other', 'stripe.secretKey'],
      ['acme', 'paypal.clientSecret'],
    ] as const) {
      await sql.query('insert into secrets (company_code, name, value) values ($1, $2, $3)', [
        company,
        name,
        value,
      ]);
      await expect(readSecret(db, vault, { company, name })).rejects.toThrow('belongs somewhere else');
    }
  });

  test('cannot be read with another password', async () => {
    await storeSecret(db, vault, secret(), 'sk_live_1');
    const other = await createVault(db, { password: NEW, previous: '' });
    await expect(readSecret(db, other, secret())).rejects.toThrow('another ENCRYPT_PASSWORD');
  });

  test('nonces do not come twice', () => {
    const nonces = new Set(Array.from({ length: 20_000 }, () => vault.encrypt('x').split('.')[2]));
    expect(nonces.size).toBe(20_000);
  });

  test('texts elsewhere are bound to their place, however it is put together', () => {
    const envelope = vault.encrypt('1234', 'delivery_codes', '12', '3');
    expect(vault.decrypt(envelope, 'delivery_codes', '12', '3')).toBe('1234');
    expect(() => vault.decrypt(envelope, 'delivery_codes', '1', '23')).toThrow('belongs somewhere else');
  });
});

test('keys are the same in every process, and other ones in every installation', async () => {
  const again = await createVault(db, { password: OLD, previous: '' });
  expect(again.isCurrent(vault.encrypt('x'))).toBe(true);
  const { rows } = await sql.query(
    'select version, cost, block_size, parallelism, length(salt) from secret_salts',
  );
  expect(rows).toEqual([{ version: 1, cost: 32_768, block_size: 8, parallelism: 3, length: 32 }]);
  await expect(createVault(db, { password: '', previous: '' })).rejects.toThrow(
    'ENCRYPT_PASSWORD is not set',
  );
});

test('the application has one vault, by its own password', async () => {
  const own = await vaultOf(app.strapi);
  expect(await vaultOf(app.strapi)).toBe(own);
  const { password } = app.strapi.config.get<{ password: string }>('secrets');
  const same = await createVault(db, { password, previous: '' });
  expect(same.decrypt(own.encrypt('x', 'a'), 'a')).toBe('x');
});

describe('rotation', () => {
  const fill = async (): Promise<void> => {
    for (let count = 0; count < 25; count += 1)
      await storeSecret(db, vault, secret(`key ${count}`), `value ${count}`);
  };

  const readAll = (by: Vault): Promise<(string | null)[]> =>
    Promise.all(Array.from({ length: 25 }, (_, count) => readSecret(db, by, secret(`key ${count}`))));

  const all = Array.from({ length: 25 }, (_, count) => `value ${count}`);

  test('both passwords read until it is done, then the new one alone', async () => {
    await fill();
    const both = await createVault(db, { password: NEW, previous: OLD });
    expect(await readAll(both)).toEqual(all);
    await storeSecret(db, both, secret('key 0'), 'value 0');
    expect(await rotateSecrets(db, both)).toEqual({ encrypted: 24, current: 1 });
    const now = await stored();
    expect(await rotateSecrets(db, both)).toEqual({ encrypted: 0, current: 25 });
    expect(await stored()).toEqual(now);

    expect(await readAll(await createVault(db, { password: NEW, previous: '' }))).toEqual(all);
    await expect(readAll(vault)).rejects.toThrow('another ENCRYPT_PASSWORD');
  });

  test('one secret that cannot be read undoes all of it', async () => {
    await fill();
    await sql.query(
      `update secrets set value = 'v1.AAAAAAAAAAA.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA' where name = 'key 9'`,
    );
    const before = await stored();
    const both = await createVault(db, { password: NEW, previous: OLD });
    await expect(rotateSecrets(db, both)).rejects.toThrow('secrets acme key 9 cannot be read');
    expect(await stored()).toEqual(before);
  });

  test('two at once do it once', async () => {
    await fill();
    const both = await createVault(db, { password: NEW, previous: OLD });
    const done = await Promise.all([rotateSecrets(db, both), rotateSecrets(db, both)]);
    expect(done.map(({ encrypted }) => encrypted).sort((a, b) => a - b)).toEqual([0, 25]);
    expect(await readAll(both)).toEqual(all);
  });

  test('the command does it, says how many, and refuses a wrong password', async () => {
    await fill();
    const run = (passwords: Record<string, string>) => runScript('rotate-secrets.mjs', passwords);
    const wrong = await run({
      ENCRYPT_PASSWORD: NEW,
      ENCRYPT_PASSWORD_PREVIOUS: unique('another-password-that-is-long-enough-'),
    });
    expect(wrong.code).toBe(1);
    expect(wrong.output).toContain('Nothing was changed, because secrets acme key 0 cannot be read');
    expect(await readAll(vault)).toEqual(all);

    const right = await run({ ENCRYPT_PASSWORD: NEW, ENCRYPT_PASSWORD_PREVIOUS: OLD });
    expect(right.output).toContain('25 secrets encrypted anew, 0 were current already');
    expect(right.code).toBe(0);
    expect(await readAll(await createVault(db, { password: NEW, previous: '' }))).toEqual(all);
    const again = await run({ ENCRYPT_PASSWORD: NEW });
    expect(again.output).toContain('0 secrets encrypted anew, 25 were current already');
  }, 120_000);
});
