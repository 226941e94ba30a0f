import type { Core } from '@strapi/strapi';
import { listen } from '../postgres/listener';
import { reloadCompanies } from '../tenancy/registry';
import { COMPANIES_CHANGED } from '../tenancy/triggers';
import { CATALOGUE_CHANGED } from './change-triggers';
import { hearFrom, noteChange, noteEverything } from './freshness';
import { tellNow, tellSoonOfEverything } from './hot-changes';

/**
 * Keeps what this process holds in memory true, whoever changes the database: another process, a script, SQL.
 * PostgreSQL tells at commit. A company's language and currency are part of every answer, so a change of the
 * registry makes everything be read anew.
 * @returns what stops listening
 */
export const listenForChanges = (strapi: Core.Strapi): (() => Promise<void>) => {
  const readRegistry = (): void => {
    noteEverything();
    reloadCompanies(strapi)
      // What was read between the notification and now may have seen the old registry.
      .then(noteEverything)
      .catch((error: unknown) => strapi.log.error(error));
  };
  const listener = listen(
    strapi,
    { [CATALOGUE_CHANGED]: noteChange, [COMPANIES_CHANGED]: readRegistry },
    readRegistry,
  );
  hearFrom(listener);
  // Whoever was here before may have died between a commit and telling of it.
  tellSoonOfEverything();
  return async () => {
    await tellNow();
    hearFrom(null);
    await listener.stop();
  };
};
