import { api, app, sql } from '../support/application';
import {
  newProduct,
  newShop,
  newStaff,
  panelUser,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import { type Medium, newMedium, picture, storedNames, storedRows } from '../support/pictures';
import { superAdmin } from '../support/staff';

interface PanelFile {
  id: number;
  documentId: string;
  name: string;
  hash: string;
  ext: string;
  mime: string;
  url: string;
  alternativeText: string | null;
  company_code: string | null;
}

type Panel = Awaited<ReturnType<typeof panelUser>>;

let shop: Shop;
let other: Shop;
let boss: Panel;
let clerk: Panel;
let stranger: Panel;

beforeAll(async () => {
  [shop, other] = await Promise.all([newShop(), newShop()]);
  boss = await panelUser(await superAdmin());
  clerk = await panelUser(await newStaff('merchandiser', [shop.company]));
  stranger = await panelUser(await newStaff('merchandiser', [other.company]));
});

const send = ({ token }: Panel, bytes: Buffer, name: string, path = '/upload', info: object = {}) =>
  api
    .post(path, undefined, { token })
    .attach('files', bytes, name)
    .field('fileInfo', JSON.stringify({ name, ...info }));

const uploaded = async (panel: Panel, info: object = {}): Promise<PanelFile> => {
  const name = `${unique('panel')}.png`;
  const response = await send(panel, await picture('png', 300, 200), name, '/upload', info).expect(201);
  return (response.body as PanelFile[])[0]!;
};

const fileRow = async ({ id }: PanelFile): Promise<Record<string, unknown> | undefined> => {
  const { rows } = await sql.query<Record<string, unknown>>(
    'select url, hash, ext, mime, company_code, alternative_text, alternative_text_ar from files where id = $1',
    [id],
  );
  return rows[0];
};

const statusOf = async (url: string): Promise<number> => (await fetch(`${app.url}${url}`)).status;

describe('an upload in the media library', () => {
  test('is what its content says, and belongs to the company of who uploads', async () => {
    const name = `${unique('panel')}.png`;
    const response = await send(clerk, await picture('webp', 300, 200), name).expect(201);
    const [file] = response.body as [PanelFile];
    expect([file.ext, file.mime, file.company_code]).toEqual(['.webp', 'image/webp', shop.company.code]);
    const shared = await uploaded(boss);
    expect(shared.company_code).toBeNull();
  });

  test.each(['/upload', '/upload/files'])('by %s obeys the same rules', async (path) => {
    const word = unique('panelbad');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>');
    const large = Buffer.concat([await picture('png', 20, 20), Buffer.alloc(4_194_304)]);
    const cut = (await picture('jpeg')).subarray(0, 4_000);
    for (const bytes of [svg, large, cut]) {
      const response = await send(boss, bytes, `${word}.png`, path);
      expect([400, 413]).toContain(response.status);
      expect(response.body.error.message).toMatch(/picture|bytes/);
    }
    expect(await storedRows(word)).toEqual([]);
    expect(storedNames(word)).toEqual([]);
  });

  test('keeps the Arabic words when the dialog saves the English ones', async () => {
    const file = await uploaded(clerk, { alternativeText: 'Milk' });
    const path = `/saptmarkets/media/${file.documentId}`;
    await api.put(path, { ar: 'حليب' }, { token: clerk.token }).expect(200);
    await api
      .put(
        `/upload/files/${file.id}`,
        { fileInfo: { alternativeText: 'Fresh milk' } },
        { token: clerk.token },
      )
      .expect(200);
    expect(await fileRow(file)).toMatchObject({
      alternative_text: 'Fresh milk',
      alternative_text_ar: 'حليب',
    });
  });
});

describe('replacing a file', () => {
  const replace = (panel: Panel, { id, name }: PanelFile, bytes: Buffer) =>
    send(panel, bytes, name, `/upload/files/${id}/replace`);

  test('gives it another address, which the products that show it follow', async () => {
    const file = await uploaded(clerk);
    const { documentId } = await newProduct(shop, { image: [file.documentId] });
    const response = await replace(clerk, file, await picture('jpeg', 320, 240)).expect(200);
    const fresh = response.body as PanelFile;
    expect([fresh.id, fresh.mime, fresh.ext]).toEqual([file.id, 'image/jpeg', '.jpg']);
    expect(fresh.url).not.toBe(file.url);
    expect(await fileRow(file)).toMatchObject({ url: fresh.url, company_code: shop.company.code });
    expect([await statusOf(file.url), await statusOf(fresh.url)]).toEqual([404, 200]);
    const images = (await readProduct(shop, documentId))['image'] as Medium[];
    expect(images.map((image) => [image.documentId, image.url])).toEqual([[file.documentId, fresh.url]]);
  });

  test('by what is no picture changes nothing', async () => {
    const file = await uploaded(clerk);
    const before = await fileRow(file);
    await replace(clerk, file, Buffer.from('<script>alert(1)</script>')).expect(400);
    expect(await fileRow(file)).toEqual(before);
    expect(await statusOf(file.url)).toBe(200);
  });
});

describe('a picture in use', () => {
  let file: PanelFile;
  let spare: PanelFile;
  let folder: number;

  beforeAll(async () => {
    const created = await api.post(
      '/upload/folders',
      { name: unique('folder'), parent: null },
      { token: boss.token },
    );
    folder = created.body.data.id as number;
    file = await uploaded(boss, { folder });
    spare = await uploaded(boss, { folder });
    await newProduct(shop, { image: [file.documentId] });
  });

  const bulk = (body: object, panel = boss) =>
    api.post('/upload/actions/bulk-delete', body, { token: panel.token });

  const expectKept = async (response: { status: number; body: unknown }): Promise<void> => {
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ error: { details: { code: 'in_use', products: 1 } } });
    for (const one of [file, spare]) {
      expect(await fileRow(one)).toBeDefined();
      expect(await statusOf(one.url)).toBe(200);
    }
    const { rows } = await sql.query('select 1 from upload_folders where id = $1', [folder]);
    expect(rows).toHaveLength(1);
  };

  test('cannot be deleted by itself, in a selection or with its folder', async () => {
    await expectKept(await api.delete(`/upload/files/${file.id}`, { token: boss.token }));
    await expectKept(await bulk({ fileIds: [spare.id, file.id], folderIds: [] }));
    await expectKept(await bulk({ fileIds: [], folderIds: [folder] }));
    await expectKept(await bulk({ fileIds: [spare.id], folderIds: [folder] }));
  });

  test('goes with its folder once nothing shows it', async () => {
    await sql.query('delete from files_related_mph where file_id = $1', [file.id]);
    await bulk({ fileIds: [], folderIds: [folder] }).expect(200);
    expect([await fileRow(file), await fileRow(spare)]).toEqual([undefined, undefined]);
    const { rows } = await sql.query('select 1 from upload_folders where id = $1', [folder]);
    expect(rows).toEqual([]);
    for (const one of [file, spare]) {
      const limit = Date.now() + 5_000;
      while ((await statusOf(one.url)) !== 404 && Date.now() < limit) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(storedNames(one.hash)).toEqual([]);
    }
  });
});

describe('another company’s files', () => {
  let file: PanelFile;
  let shared: PanelFile;

  beforeAll(async () => {
    file = await uploaded(clerk);
    shared = await uploaded(boss);
  });

  const namesFor = async ({ token }: Panel): Promise<string[]> => {
    const query = { 'pagination[pageSize]': 100, sort: 'createdAt:DESC' };
    const response = await api
      .get('/upload/files', { token, query: { ...query, pageSize: 100 } })
      .expect(200);
    return (response.body.results as PanelFile[]).map((one) => one.name);
  };

  test('are neither listed nor opened', async () => {
    expect(await namesFor(clerk)).toEqual(expect.arrayContaining([file.name, shared.name]));
    const seen = await namesFor(stranger);
    expect(seen).toContain(shared.name);
    expect(seen).not.toContain(file.name);
    expect((await api.get(`/upload/files/${file.id}`, { token: stranger.token })).status).toBe(403);
  });

  test('are neither changed nor deleted nor moved', async () => {
    const { token } = stranger;
    const before = await fileRow(file);
    const png = await picture('png', 30, 30);
    const answers = [
      await api.put(`/upload/files/${file.id}`, { fileInfo: { name: 'x' } }, { token }),
      await send(stranger, png, 'x.png', `/upload/files/${file.id}/replace`),
      await api.delete(`/upload/files/${file.id}`, { token }),
      await api.post('/upload/actions/bulk-delete', { fileIds: [file.id], folderIds: [] }, { token }),
      await api.post(
        '/upload/actions/bulk-move',
        { fileIds: [file.id], folderIds: [], destinationFolderId: null },
        { token },
      ),
      await api.put(`/saptmarkets/media/${file.documentId}`, { en: 'x' }, { token }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([403, 403, 403, 400, 400, 404]);
    expect(await fileRow(file)).toEqual(before);
    expect(await statusOf(file.url)).toBe(200);
  });

  test('are refused as pictures of a product', async () => {
    const { documentId } = await newProduct(other);
    const response = await stranger.update('api::product.product', documentId, { image: [file.id] });
    expect(response.status).toBe(400);
    expect((await readProduct(other, documentId))['image']).toEqual([]);
    await stranger.update('api::product.product', documentId, { image: [shared.id] }).expect(200);
    expect((await readProduct(other, documentId))['image']).toHaveLength(1);
  });
});

describe('the list of words', () => {
  interface Line {
    documentId: string;
    name: string;
    thumbnail: string;
    alternativeText: { en: string | null; ar: string | null };
    uses: number;
  }

  const list = async ({ token }: Panel, query: Record<string, string | number> = {}): Promise<Line[]> =>
    (await api.get('/saptmarkets/media', { token, query }).expect(200)).body.data as Line[];

  test('shows what lacks words in a language, and takes them', async () => {
    const medium = await newMedium(shop.staff);
    await newProduct(shop, { image: [medium.documentId] });
    const put = (body: object) =>
      api.put(`/saptmarkets/media/${medium.documentId}`, body, { token: clerk.token });
    await put({ en: 'Milk' }).expect(200);
    const lacking = async (missing: string) =>
      (await list(clerk, { missing })).find((line) => line.documentId === medium.documentId);
    expect(await lacking('en')).toBeUndefined();
    expect(await lacking('ar')).toEqual({
      documentId: medium.documentId,
      name: expect.stringMatching(/\.png$/),
      filename: medium.filename,
      url: medium.url,
      thumbnail: medium.formats!['thumbnail']!.url,
      alternativeText: { en: 'Milk', ar: null },
      uses: 1,
    });
    await put({ ar: 'حليب' }).expect(200);
    expect(await lacking('ar')).toBeUndefined();
    expect((await put({ fr: 'lait' })).status).toBe(400);
    expect(
      (await api.get('/saptmarkets/media', { token: clerk.token, query: { missing: 'fr' } })).status,
    ).toBe(400);
    const seen = await list(stranger);
    expect(seen.map((line) => line.documentId)).not.toContain(medium.documentId);
  });

  test('is for those who may use the media library', async () => {
    expect((await api.get('/saptmarkets/media')).status).toBe(401);
  });
});
