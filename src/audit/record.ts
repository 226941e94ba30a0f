import type { Knex } from 'knex';
import { redact } from './redact';

/**
 * Who did something. `command` is a script or Strapi's command line on the server itself. A driver's name is looked up
 * when the log is read, so that it goes with their account.
 */
export type AuditActor =
  | { kind: 'staff' | 'command'; id: string | null; name: string }
  | { kind: 'driver'; id: string; name: null };

/** Something that somebody may want to know later. `before` and `after` hold only what has changed. */
export type AuditEvent = {
  /** null where nobody has proved who they are, such as a sign-in that failed */
  actor: AuditActor | null;
  action: string;
  subject?: { type: string; id: string | null };
  company?: string | null;
  address?: string | null;
  requestId?: string | null;
  before?: object | null;
  after?: object | null;
};

const json = (value: object | null | undefined): string | null =>
  value ? JSON.stringify(redact(value)) : null;

const rowOf = (event: AuditEvent): unknown[] => [
  event.actor?.kind ?? 'anonymous',
  event.actor?.id ?? null,
  event.actor?.name ?? null,
  event.action,
  event.subject?.type ?? null,
  event.subject?.id ?? null,
  event.company ?? null,
  event.address ?? null,
  event.requestId ?? null,
  json(event.before),
  json(event.after),
];

const columns = `actor_kind, actor_id, actor_name, action, subject_type, subject_id, company_code, address,
  request_id, before, after`;

/**
 * Writes an event into the audit log. Secrets are hidden by the names of their fields.
 * @param db the transaction of what it tells of, so that one is there exactly when the other is
 */
export const recordEvent = async (db: Knex, event: AuditEvent): Promise<void> => {
  await db.raw(
    `insert into audit_log (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    rowOf(event) as never,
  );
};

/**
 * Writes an event unless the same was written within the last minutes: for what somebody else can bring about
 * as often as they like.
 */
export const recordOnce = async (db: Knex, event: AuditEvent, minutes: number): Promise<void> => {
  await db.raw(
    `insert into audit_log (${columns})
     select actor_kind, actor_id, actor_name, action, subject_type, subject_id, company_code, address, request_id,
            before::jsonb, after::jsonb
       from (values (?, ?::text, ?::text, ?, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text, ?::text))
         event(${columns})
      where not exists (
        select 1 from audit_log old
         where old.action = event.action and old.at > now() - make_interval(mins => ?)
           and old.address is not distinct from event.address
           and old.after is not distinct from event.after::jsonb)`,
    [...rowOf(event), minutes] as never,
  );
};
