import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { DomainError, notFound } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { assertParameters } from '../../../storefront/list-query';
import { serviceOf } from '../../../http/service-of';
import { type ProviderName, providerNames } from '../../../payments/provider';
import type { Company } from '../../../tenancy/company';
import { companyOf, resolveCompany } from '../../../tenancy/registry';
import { createWebhookService } from '../services/webhook';

/** More than any provider posts. */
const LARGEST_BODY = 1024 * 1024;

const providerIn = (ctx: Context): ProviderName => {
  const { provider } = ctx['params'] as { provider: string };
  const name = providerNames.find((known) => known === provider);
  if (!name) throw notFound('payment provider');
  return name;
};

/** Money comes for a company that is closed, too. */
const companyIn = (ctx: Context): Company => {
  assertParameters(ctx.query, ['company']);
  const { company } = ctx.query;
  if (company === undefined) return resolveCompany(ctx.get('company'));
  return companyOf(typeof company === 'string' ? company : '');
};

/** @throws DomainError `payload_too_large`, `invalid_signature` for a body that was cut off */
const rawBodyOf = async (ctx: Context): Promise<Buffer> => {
  try {
    return await getRawBody(ctx.req, { limit: LARGEST_BODY, length: ctx.request.length });
  } catch (error) {
    const isTooLarge = (error as { type?: string }).type === 'entity.too.large';
    throw isTooLarge
      ? new DomainError('payload_too_large', 'the body is too large')
      : new DomainError('invalid_signature', 'the body was cut off');
  }
};

/** Where payment providers tell of payments and refunds. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::payment.webhook', createWebhookService);

  return {
    async receive(ctx: Context): Promise<void> {
      const provider = providerIn(ctx);
      const company = companyIn(ctx).code;
      const body = await rawBodyOf(ctx);
      const { repeated } = await service.receive({ company, provider, body, headers: ctx.req.headers });
      sendPrivateItem(ctx, JSON.stringify({ received: true, repeated }));
      ctx.state['isHeardOf'] = true;
    },
  };
};
