import type { Core } from '@strapi/strapi';
import { documentRules } from './api/document-rules';
import { guardDocuments } from './documents/guard';
import { ensureContentLocales } from './documents/locales';
import { guardGraphql, registerGraphql } from './graphql/register';
import { createStrategy } from './identity/strategy';
import { preparePanel, registerPanel } from './panel';
import { applySchemaExtras } from './schema/apply';
import { keepMisses } from './search/misses';
import { listenForCompanies } from './tenancy/listener';
import { reloadCompanies } from './tenancy/registry';

type Context = { strapi: Core.Strapi };

let stopListening: () => Promise<void> = () => Promise.resolve();
let stopKeepingMisses: () => Promise<void> = () => Promise.resolve();

export default {
  register({ strapi }: Context): void {
    strapi.customFields.register({ name: 'company', type: 'string' });
    strapi.customFields.register({ name: 'tags', type: 'json' });
    strapi.get('auth').register('content-api', createStrategy(strapi));
    guardDocuments(strapi, documentRules);
    registerPanel({ strapi });
    registerGraphql(strapi);
  },

  async bootstrap({ strapi }: Context): Promise<void> {
    await applySchemaExtras(strapi);
    await ensureContentLocales(strapi);
    await reloadCompanies(strapi);
    stopListening = listenForCompanies(strapi);
    await preparePanel({ strapi });
    guardGraphql(strapi);
    stopKeepingMisses = keepMisses(strapi);
  },

  async destroy(): Promise<void> {
    await stopKeepingMisses();
    await stopListening();
  },
};
