import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { allOf, fragment, type Fragment } from '../storefront/sql-fragment';

/** An event as the panel shows it. Ids ascend in the order in which events were written. */
export type AuditRow = {
  id: string;
  at: string;
  actor: { kind: string; id: string | null; name: string | null };
  action: string;
  subject: { type: string; id: string | null; name?: string } | null;
  company: string | null;
  address: string | null;
  requestId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

/** Which events are asked for; `older` is the id of the last event of the page before. */
export type AuditQuery = {
  who?: string | undefined;
  action?: string | undefined;
  type?: string | undefined;
  subject?: string | undefined;
  company?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  older?: string | undefined;
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Drivers are called what they are called today, if they still are. */
const actorName = `coalesce(actor_name, (select u.name from up_users u
                                          where actor_kind = 'driver' and u.document_id = actor_id))`;

const conditionOf = (query: AuditQuery): Fragment => {
  const { who, action, type, subject, company, from, to, older } = query;
  const like = who === undefined ? '' : `%${escapeLike(who)}%`;
  return allOf([
    ...(who === undefined
      ? []
      : [fragment(`(${actorName} ilike ? or address = ? or after->>'email' ilike ?)`, like, who, like)]),
    ...(action === undefined ? [] : [fragment('action = ?', action)]),
    ...(type === undefined ? [] : [fragment('subject_type = ?', type)]),
    ...(subject === undefined ? [] : [fragment('subject_id = ?', subject)]),
    ...(company === undefined ? [] : [fragment('company_code = ?', company)]),
    ...(from === undefined ? [] : [fragment('at >= ?', from)]),
    ...(to === undefined ? [] : [fragment('at < ?', to)]),
    ...(older === undefined ? [] : [fragment('id < ?::bigint', older)]),
  ]);
};

/** Events, the newest first. */
export const listEvents = async (db: Knex, query: AuditQuery, most: number): Promise<AuditRow[]> => {
  const { sql, bindings } = conditionOf(query);
  const { rows } = await db.raw<{ rows: { body: string }[] }>(
    `select json_build_object(
              'id', id::text, 'at', iso_instant(at at time zone 'utc'),
              'actor', json_build_object('kind', actor_kind, 'id', actor_id, 'name', ${actorName}),
              'action', action,
              'subject', case when subject_type is not null
                then json_build_object('type', subject_type, 'id', subject_id) end,
              'company', company_code, 'address', address, 'requestId', request_id,
              'before', before, 'after', after)::text as body
       from audit_log where ${sql} order by id desc limit ?`,
    [...bindings, most] as never,
  );
  return rows.map(({ body }) => JSON.parse(body) as AuditRow);
};

/** What things are called: the first of these that their type has. */
const naming = ['title', 'name', 'sku', 'query', 'term', 'key', 'code', 'email', 'phone'];

const namesIn = async (strapi: Core.Strapi, type: string, ids: string[]): Promise<Map<string, string>> => {
  const model = strapi.contentTypes[type as UID.ContentType] as
    | { collectionName: string; attributes: object }
    | undefined;
  const column = type === 'admin::user' ? 'email' : naming.find((name) => name in (model?.attributes ?? {}));
  if (!model || !column) return new Map();
  // Events of roles carry their row ids: Strapi's pages go by them.
  const key = type === 'admin::role' ? 'id::text' : 'document_id';
  const { rows } = await strapi.db.connection.raw<{ rows: { id: string; name: string }[] }>(
    `select ${key} as id, min(??::text) as name from ?? where ${key} = any(?) and ?? is not null group by 1`,
    [column, model.collectionName, ids, column] as never,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** Adds what the subjects of events are called today, where they still are. */
export const nameSubjects = async (strapi: Core.Strapi, rows: AuditRow[]): Promise<AuditRow[]> => {
  const byType = new Map<string, Set<string>>();
  for (const { subject } of rows) {
    if (!subject?.id) continue;
    byType.set(subject.type, (byType.get(subject.type) ?? new Set()).add(subject.id));
  }
  const names = new Map<string, Map<string, string>>();
  for (const [type, ids] of byType) names.set(type, await namesIn(strapi, type, [...ids]));
  return rows.map((row) => {
    const name = row.subject?.id ? names.get(row.subject.type)?.get(row.subject.id) : undefined;
    return row.subject && name !== undefined ? { ...row, subject: { ...row.subject, name } } : row;
  });
};

/** What has been done so far, and to what: the choices of the page's filters. */
export const listChoices = async (
  db: Knex,
): Promise<{ actions: string[]; types: string[]; companies: string[] }> => {
  // Walks each index from one value to the next instead of reading all events.
  const distinct = (column: string): string => `
    array(with recursive found(value) as (
      (select ${column} from audit_log where ${column} is not null order by ${column} limit 1)
      union all
      select (select ${column} from audit_log where ${column} > found.value order by ${column} limit 1)
        from found where found.value is not null)
    select value from found where value is not null)`;
  const { rows } = await db.raw<{ rows: { actions: string[]; types: string[]; companies: string[] }[] }>(
    `select ${distinct('action')} as actions, ${distinct('subject_type')} as types,
            ${distinct('company_code')} as companies`,
  );
  return rows[0] ?? { actions: [], types: [], companies: [] };
};
