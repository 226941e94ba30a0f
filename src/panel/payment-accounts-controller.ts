import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { createSettingService } from '../api/setting/services/setting';
import { settingSource } from '../api/setting/store';
import { serviceOf } from '../http/service-of';
import { validateBody } from '../http/validate';
import { paymentsInput } from '../payments/account-input';
import { providerNames } from '../payments/provider';
import { readOne } from '../storefront/read';
import { fragment } from '../storefront/sql-fragment';
import type { Company } from '../tenancy/company';
import { companyOfPanel } from './panel-company';
import type { PanelAccounts, ShownAccounts } from './payment-accounts';

const theOnlyOne = fragment('true');

/** Where the world reaches this server; where nobody said so, as whoever asks has reached it. */
const serverAddress = (strapi: Core.Strapi, ctx: Context): string =>
  strapi.config.get<string>('server.url') === ''
    ? ctx.origin
    : strapi.config.get<string>('server.absoluteUrl');

const webhookAddresses = (server: string, { code }: Company): PanelAccounts['webhooks'] => {
  const addressOf = (provider: string): string =>
    `${server}/api/payments/webhook/${provider}?company=${encodeURIComponent(code)}`;
  return Object.fromEntries(providerNames.map((provider) => [provider, addressOf(provider)])) as Record<
    (typeof providerNames)[number],
    string
  >;
};

/** Handlers of the panel's page for the ways in which a company is paid. */
export const paymentAccountHandlers = (strapi: Core.Strapi) => {
  const answer = async (ctx: Context, company: Company): Promise<void> => {
    const scope = { company, audience: 'staff' as const };
    const setting = await readOne(strapi.db.connection, settingSource, scope, null, theOnlyOne);
    const { payments: accounts } = JSON.parse(setting) as { payments: ShownAccounts };
    const webhooks = webhookAddresses(serverAddress(strapi, ctx), company);
    const data: PanelAccounts = { accounts, webhooks };
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data };
  };

  return {
    async showAccounts(ctx: Context): Promise<void> {
      await answer(ctx, await companyOfPanel(strapi, ctx));
    },

    async changeAccounts(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const payments = validateBody(paymentsInput, ctx);
      await serviceOf(strapi, 'api::setting.setting', createSettingService).update(company, { payments });
      await answer(ctx, company);
    },
  };
};
