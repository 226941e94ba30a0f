import type { Knex } from 'knex';

/**
 * What staff did, and who signed in: written in the transaction of what it tells of, and never touched again.
 * The database itself refuses to change or delete a row.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table audit_log (
      id           bigint generated always as identity primary key,
      at           timestamptz not null default now(),
      actor_kind   text        not null,
      actor_id     text,
      actor_name   text,
      action       text        not null,
      subject_type text,
      subject_id   text,
      company_code text,
      address      text,
      request_id   text,
      before       jsonb,
      after        jsonb
    );
    create index audit_log_at on audit_log (at);
    create index audit_log_actor on audit_log (actor_id, id);
    create index audit_log_action on audit_log (action, id);
    create index audit_log_subject on audit_log (subject_type, subject_id, id);
    create index audit_log_company on audit_log (company_code, id);

    create function audit_log_stays() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit log is only ever added to' using errcode = 'restrict_violation';
    end
    $$;
    create trigger audit_log_stays before update or delete or truncate on audit_log
      for each statement execute function audit_log_stays();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table audit_log; drop function audit_log_stays();');
}
