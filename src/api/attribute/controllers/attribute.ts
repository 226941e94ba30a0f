import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerPage } from '../../../http/read-actions';
import { attributeSource } from '../store';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  find: (ctx: Context): Promise<void> => answerPage(strapi, ctx, attributeSource),
});
