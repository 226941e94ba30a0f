import { cleanUp } from '../../src/outbox/clean-up';
import { api, app, type RequestOptions, sql } from '../support/application';
import { newShop, newStaff, type Shop } from '../support/catalogue';
import { newTopic, numberOf, sayMany, until, untilDone, workOn } from '../support/outbox';
import { everyPermission, newPanelRole } from '../support/panel-roles';
import { unique } from '../support/unique';

let shop: Shop;
let other: Shop;
/** who may read and change settings of the shop, but is no super admin */
let staff: RequestOptions;

beforeAll(async () => {
  shop = await newShop();
  other = await newShop();
  const settings = (await everyPermission()).filter(({ subject }) =>
    ['api::setting.setting', 'api::currency.currency', 'api::language.language'].includes(subject ?? ''),
  );
  const { token } = await newStaff(await newPanelRole(settings), [shop.company]);
  staff = { token, company: shop.company.code };
});

afterEach(() => sql.query('delete from outbox where failed_at is not null'));

type Buried = { company?: string | null; topic?: string; key?: string; daysAgo?: number };

/** Writes a dead letter. */
const bury = async ({ company = shop.company.code, topic = 'buried', key, daysAgo = 0 }: Buried = {}) => {
  const { rows } = await sql.query<{ id: string }>(
    `insert into outbox (topic, key, company_code, payload, attempts, last_error, failed_at)
     values ($1, $2, $3, $4, 5, 'no such address', now() - make_interval(days => $5)) returning id::text`,
    [
      topic,
      key ?? null,
      company,
      { orderId: 'order1', kind: 'receipt', link: 'https://x/?token=secret' },
      daysAgo,
    ],
  );
  return rows[0]!.id;
};

const listed = async (options: RequestOptions): Promise<string[]> => {
  const { body } = await api.get('/api/outbox/dead-letters', options).expect(200);
  return (body.data as { id: string }[]).map(({ id }) => id);
};

const dead = async (): Promise<string[]> => {
  const { rows } = await sql.query<{ id: string }>(
    'select id::text from outbox where failed_at is not null order by id',
  );
  return rows.map(({ id }) => id);
};

describe('dead letters', () => {
  test('are listed with the words of their error and what they are about, but without their contents', async () => {
    const id = await bury({ key: 'order1' });
    const { body } = await api.get('/api/outbox/dead-letters', staff).expect(200);
    expect(body).toEqual({
      data: [
        {
          id,
          topic: 'buried',
          key: 'order1',
          company: shop.company.code,
          attempts: 5,
          lastError: 'no such address',
          createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
          failedAt: expect.stringMatching(/^\d{4}-.*Z$/),
          about: { orderId: 'order1', kind: 'receipt' },
        },
      ],
      meta: { pagination: { page: 1, pageSize: 25, pageCount: 1, total: 1 } },
    });
  });

  test('are shown to their company, and those of none to super admins', async () => {
    const own = await bury();
    const foreign = await bury({ company: other.company.code });
    const shared = await bury({ company: null });
    expect(await listed(staff)).toEqual([own]);
    expect(await listed(shop.staff)).toEqual([shared, own]);
    for (const id of [foreign, shared]) {
      await api.post(`/api/outbox/dead-letters/${id}/retry`, {}, staff).expect(404);
      await api.delete(`/api/outbox/dead-letters/${id}`, staff).expect(404);
    }
    expect(await dead()).toEqual([own, foreign, shared]);
  });

  test('are read by the page; what is no id is refused', async () => {
    const ids = [await bury(), await bury({ daysAgo: 1 }), await bury({ daysAgo: 2 })];
    const { body } = await api
      .get('/api/outbox/dead-letters?pagination[page]=2&pagination[pageSize]=2', staff)
      .expect(200);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
    expect(body.meta.pagination).toEqual({ page: 2, pageSize: 2, pageCount: 2, total: 3 });
    for (const id of ['0', 'abc', '-1', '9223372036854775808', '1e3']) {
      const refused = await api.post(`/api/outbox/dead-letters/${id}/retry`, {}, staff).expect(400);
      expect(refused.body.error.code).toBe('invalid_id');
    }
    const unknown = await api.get('/api/outbox/dead-letters?topic=mail', staff).expect(400);
    expect(unknown.body.error.code).toBe('unknown_parameter');
    const refused = await api.post('/api/outbox/dead-letters/retry', { all: true }, staff).expect(400);
    expect(refused.body.error.code).toBe('validation_failed');
    expect(await dead()).toHaveLength(3);
  });

  test('are tried again from the first attempt, before what comes later in their key', async () => {
    const handled: [n: number, attempt: number][] = [];
    let isRepaired = false;
    const topic = newTopic(
      async (message) => {
        handled.push([numberOf(message), message.attempt]);
        if (numberOf(message) === 1 && !isRepaired) throw new Error('down');
      },
      { attempts: 1 },
    );
    await sayMany(topic, 2, ['key']);
    const stop = workOn(topic);
    await until(
      () => handled.length,
      (count) => count === 2,
    );
    await until(dead, (ids) => ids.length === 1);
    await stop();
    await sql.query('update outbox set company_code = $1 where topic = $2', [shop.company.code, topic.topic]);
    const [id] = await dead();
    isRepaired = true;
    const { body } = await api.post(`/api/outbox/dead-letters/${id}/retry`, {}, staff).expect(200);
    expect(body.data).toEqual({ retried: 1 });
    await sayMany(topic, 1, ['key']);
    await sql.query(`update outbox set payload = '{"n": 3}' where topic = $1 and id <> $2`, [
      topic.topic,
      id,
    ]);
    workOn(topic);
    await untilDone(topic.topic);
    expect(handled).toEqual([
      [1, 1],
      [2, 1],
      [1, 1],
      [3, 1],
    ]);
    const { rows } = await sql.query(
      `select action, subject_id, company_code, after from audit_log where subject_type = 'outbox' and subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        action: 'outbox_retry',
        subject_id: id,
        company_code: shop.company.code,
        after: { topic: topic.topic, count: 1 },
      },
    ]);
  });

  test('are tried again all at once, by their topic or altogether', async () => {
    const [one, two] = [unique('topic-'), unique('topic-')];
    await bury({ topic: one });
    await bury({ topic: one });
    await bury({ topic: two });
    const foreign = await bury({ topic: one, company: other.company.code });
    const byTopic = await api.post('/api/outbox/dead-letters/retry', { topic: one }, staff).expect(200);
    expect(byTopic.body.data).toEqual({ retried: 2 });
    const all = await api.post('/api/outbox/dead-letters/retry', {}, staff).expect(200);
    expect(all.body.data).toEqual({ retried: 1 });
    expect(await dead()).toEqual([foreign]);
    await sql.query('delete from outbox where topic = any($1)', [[one, two]]);
  });

  test('can be given up, which is written down', async () => {
    const [kept, discarded] = [await bury(), await bury()];
    await api.delete(`/api/outbox/dead-letters/${discarded}`, staff).expect(204);
    await api.delete(`/api/outbox/dead-letters/${discarded}`, staff).expect(404);
    expect(await dead()).toEqual([kept]);
    const { rows } = await sql.query(
      `select action, before from audit_log where subject_type = 'outbox' and subject_id = $1`,
      [discarded],
    );
    expect(rows).toEqual([
      { action: 'outbox_discard', before: { topic: 'buried', lastError: 'no such address' } },
    ]);
  });

  test('are kept for a month', async () => {
    const [kept] = [await bury({ daysAgo: 29 }), await bury({ daysAgo: 31 })];
    await cleanUp(app.strapi);
    expect(await dead()).toEqual([kept]);
  });
});

test('the figures count each topic of the company, and say how long the oldest has been due', async () => {
  const topic = unique('topic-');
  await bury({ topic });
  await bury({ topic, company: other.company.code });
  await sql.query(
    `insert into outbox (topic, company_code, payload, claimed_until, attempts, available_at, created_at)
     values ($1, $2, '{}', null, 0, now() + interval '1 hour', now() - interval '1 hour'),
            ($1, $2, '{}', null, 0, now() - interval '90 seconds', now() - interval '1 hour'),
            ($1, $2, '{}', now() + interval '1 minute', 1, now(), now() - interval '10 seconds')`,
    [topic, shop.company.code],
  );
  const { body } = await api.get('/api/outbox', staff).expect(200);
  expect(body.data.filter((one: { topic: string }) => one.topic === topic)).toEqual([
    { topic, waiting: 2, claimed: 1, dead: 1, lag: expect.any(Number) },
  ]);
  const [{ lag }] = body.data.filter((one: { topic: string }) => one.topic === topic);
  expect(lag).toBeGreaterThanOrEqual(90);
  expect(lag).toBeLessThan(300);
  await sql.query('delete from outbox where topic = $1', [topic]);
});
