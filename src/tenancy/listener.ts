import type { Core } from '@strapi/strapi';
import { Client, type ClientConfig } from 'pg';
import { reloadCompanies } from './registry';
import { COMPANIES_CHANGED } from './triggers';

const RETRY_MS = 1_000;

/**
 * Keeps the registry of companies fresh when somebody else changes them: another process, a script, SQL.
 * PostgreSQL tells at commit; a lost connection is made anew and the registry read again.
 * @returns what stops listening
 */
export const listenForCompanies = (strapi: Core.Strapi): (() => Promise<void>) => {
  let client: Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = false;

  const reload = (): void => {
    reloadCompanies(strapi).catch((error: unknown) => strapi.log.error(error));
  };

  const again = (): void => {
    client = null;
    if (!stopped) retry = setTimeout(connect, RETRY_MS);
  };

  const connect = (): void => {
    const listening = new Client(strapi.config.get<ClientConfig>('database.connection.connection'));
    client = listening;
    listening.on('error', () => void listening.end().catch(() => undefined));
    listening.on('end', again);
    listening.on('notification', reload);
    listening
      .connect()
      .then(() => listening.query(`listen ${COMPANIES_CHANGED}`))
      .then(reload)
      .catch(() => void listening.end().catch(again));
  };

  connect();
  return async () => {
    stopped = true;
    if (retry) clearTimeout(retry);
    await client?.end();
  };
};
