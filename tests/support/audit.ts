import { api, sql } from './application';

/** A row of the audit log. */
export interface AuditEvent {
  id: string;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  subject_type: string | null;
  subject_id: string | null;
  company_code: string | null;
  address: string | null;
  request_id: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** The newest event's number; what is written later has a larger one. */
export const lastEvent = async (): Promise<string> => {
  const { rows } = await sql.query<{ id: string }>('select coalesce(max(id), 0)::text as id from audit_log');
  return rows[0]!.id;
};

/** What was written since, in its order. */
export const eventsSince = async (id: string): Promise<AuditEvent[]> => {
  const { rows } = await sql.query<AuditEvent>(
    `select id::text, actor_kind, actor_id, actor_name, action, subject_type, subject_id, company_code, address,
            request_id, before, after from audit_log where id > $1 order by id`,
    [id],
  );
  return rows;
};

/** What some work had written. */
export const eventsOf = async (work: () => Promise<unknown>): Promise<AuditEvent[]> => {
  const id = await lastEvent();
  await work();
  return eventsSince(id);
};

/** What of an event matters to most tests. */
export const told = ({ action, subject_type, before, after }: AuditEvent): object => ({
  action,
  subject_type,
  before,
  after,
});

/** The audit log as the panel reads it. */
export const readLog = (token: string, query: Record<string, string> = {}) =>
  api.get('/saptmarkets/audit', { token, query });
