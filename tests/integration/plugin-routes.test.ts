import { api, sql } from '../support/application';
import { newShop, newStaff, type Shop, unique } from '../support/catalogue';
import type { SignedIn } from '../support/staff';

let shop: Shop;
let merchandiser: SignedIn;

beforeAll(async () => {
  shop = await newShop();
  merchandiser = await newStaff('merchandiser', [shop.company]);
});

describe('what Strapi’s plugins serve', () => {
  let file: number;

  beforeAll(async () => {
    const { rows } = await sql.query<{ id: number }>(
      `insert into files (document_id, name, url, hash, ext, mime, size, provider, created_at, updated_at)
       values ($1, 'a.png', '/uploads/a.png', 'a', '.png', 'image/png', 1, 'local', now(), now()) returning id`,
      [unique('f').padEnd(24, 'x')],
    );
    file = rows[0]!.id;
  });

  const state = async (): Promise<unknown[]> => {
    const { rows } = await sql.query(
      `select 'file' as what, id, name, updated_at from files
       union all select 'user', id, name, updated_at from up_users order by what, id`,
    );
    return rows;
  };

  const expectClosed = async (token?: string): Promise<void> => {
    const options = { company: shop.company.code, ...(token && { token }) };
    const before = await state();
    const calls = [
      api.get('/api/upload', options),
      api.get('/api/upload/files', options),
      api.get(`/api/upload/files/${file}`, options),
      api.delete(`/api/upload/files/${file}`, options),
      api.post('/api/upload', undefined, options).attach('files', Buffer.from('a picture'), 'b.png'),
      api.post(`/api/upload?id=${file}`, { fileInfo: { name: 'renamed' } }, options),
      api.post('/api/email', { to: 'x@saptmarkets.test', subject: 'x', text: 'x' }, options),
      api.get('/api/users', options),
      api.get('/api/users/me', options),
      api.get('/api/users/count', options),
      api.get('/api/users/1', options),
      api.post('/api/users', { username: 'x', email: 'x@saptmarkets.test', password: 'Secret-1' }, options),
      api.delete('/api/users/1', options),
      api.get('/api/users-permissions/roles', options),
      api.get('/api/users-permissions/permissions', options),
      api.get('/api/i18n/locales', options),
    ];
    for (const call of calls) {
      const { status } = await call;
      const name = `${call.method} ${new URL(call.url).pathname}`;
      expect({ name, status, closed: [401, 403, 404, 405].includes(status) }).toEqual({
        name,
        status,
        closed: true,
      });
    }
    expect(await state()).toEqual(before);
  };

  test('is closed to staff', () => expectClosed(merchandiser.token));

  test('is closed to staff without any company', async () => {
    await expectClosed((await newStaff('merchandiser', [])).token);
  });

  test('is closed to super admins, who have the panel for it', () => expectClosed(shop.staff.token));

  test('is closed to everybody, also when the Public role has lost its permissions', async () => {
    await expectClosed();
    const { rows } = await sql.query<{ permission_id: number; role_id: number }>(
      `delete from up_permissions_role_lnk
        where role_id = (select id from up_roles where type = 'public') returning permission_id, role_id`,
    );
    try {
      await expectClosed();
    } finally {
      for (const row of rows) {
        await sql.query('insert into up_permissions_role_lnk (permission_id, role_id) values ($1, $2)', [
          row.permission_id,
          row.role_id,
        ]);
      }
    }
  });
});
