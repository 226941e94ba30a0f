/** The channel on which PostgreSQL says that companies, their settings or currencies have changed. */
export const COMPANIES_CHANGED = 'companies_changed';

/** The tables that the registry of companies is read from. */
export const registrySources = ['companies', 'settings', 'currencies'];

const notifyFunction = `
create or replace function notify_companies_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('${COMPANIES_CHANGED}', '');
  return null;
end
$$`;

/** Tells every process at commit, safe to run again. */
export const registryTriggers = [
  notifyFunction,
  ...registrySources.map(
    (table) => `
create or replace trigger companies_changed after insert or update or delete on ${table}
  for each statement execute function notify_companies_changed()`,
  ),
];
