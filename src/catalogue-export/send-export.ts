import type { Readable } from 'node:stream';
import type { Context } from 'koa';
import { productSource } from '../api/product/store';
import { invalidField } from '../domain/errors';
import { type Filter, parseListQuery } from '../storefront/list-query';
import type { Company } from '../tenancy/company';

type Export = (company: Company, filters: Filter[], format: 'csv' | 'xlsx') => Readable;

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Answers a sheet of products; filters are those of the list of products.
 * @param ignored query parameters that somebody else has read
 */
export const sendExport = async (
  ctx: Context,
  company: Company,
  exportSheet: Export,
  ignored: string[] = [],
): Promise<void> => {
  const { format = 'csv', ...query } = ctx.query;
  for (const name of ignored) Reflect.deleteProperty(query, name);
  if (format !== 'csv' && format !== 'xlsx') throw invalidField('format', 'must be csv or xlsx');
  const { filters } = parseListQuery(query, { ...productSource.rules, sorts: [], fields: [] });
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('Content-Disposition', `attachment; filename="products-${company.code}.${format}"`);
  ctx.type = types[format];
  ctx.body = exportSheet(company, filters, format);
};
