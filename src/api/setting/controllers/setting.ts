import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { assertParameters } from '../../../storefront/list-query';
import { answerItem } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { fragment } from '../../../storefront/sql-fragment';
import { validateBody } from '../../../http/validate';
import { createSettingService } from '../services/setting';
import { settingSource } from '../store';
import { settingChange } from '../validation';

const theOnlyOne = fragment('true');

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::setting.setting', createSettingService);

  return {
    find: (ctx: Context): Promise<void> => answerItem(strapi, ctx, settingSource, theOnlyOne),

    async update(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      await service.update(scopeOf(ctx).company, validateBody(settingChange, ctx));
      await answerItem(strapi, ctx, settingSource, theOnlyOne);
    },
  };
};
