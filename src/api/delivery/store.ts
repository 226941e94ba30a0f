import type { Knex } from 'knex';
import type { EtaRules } from '../../domain/delivery/eta';
import type { DeliveryRules } from '../../domain/delivery/fee';
import type { Point } from '../../domain/delivery/point';
import { queryPrepared } from '../../postgres/prepared';
import { bilingual, text } from '../../storefront/source';
import type { ReadLocale } from '../../storefront/list-query';
import type { Company } from '../../tenancy/company';
import type { LoadedZone } from '../delivery-zone/present';
import { deliveryMembers } from '../setting/store';
import { etaRulesJson, feeRulesJson, zonesAtJson } from './delivery.sql';

/** Where and how a company delivers, as JSON text; amounts in major units. */
export type DeliveryTexts = { zones: string; rules: string };

const textsStatement = `
  with request as not materialized (select ?::text as company_code, ?::text as locale, ?::text as fallback)
  select (select coalesce(json_agg(json_build_object(
                   'documentId', en.document_id, 'name', ${text('name')}, 'polygon', en.polygon,
                   'fee', trim_scale(en.fee), 'freeThreshold', trim_scale(en.free_threshold))
                 order by en.created_at, en.document_id), '[]')
            from ${bilingual('delivery_zones')} and en.is_active is not false)::text as zones,
         (select json_build_object(${deliveryMembers}, 'currency', s.currency, 'timezone', s.timezone)
            from settings s join request on s.company_code = request.company_code)::text as rules`;

/** The active zones of a company and its rules, in a language. */
export const readDelivery = async (
  db: Knex,
  { code, defaultLocale }: Company,
  locale: ReadLocale | null,
): Promise<DeliveryTexts> => {
  const [texts] = await queryPrepared<DeliveryTexts>(db, textsStatement, [
    code,
    locale ?? defaultLocale,
    defaultLocale,
  ]);
  if (!texts) throw new Error('reading how a company delivers answered no row');
  return texts;
};

/** What a delivery to a place depends on; zones only as far as they may contain it. */
export type LoadedDelivery = {
  fee: Omit<DeliveryRules, 'zones'>;
  eta: EtaRules;
  zones: LoadedZone[];
};

const minor = (column: string): string => `round(${column} * wanted.factor)`;

const placeStatement = `
  with wanted as materialized (
    select ?::text as company_code, ?::numeric as factor, ?::float8 as latitude, ?::float8 as longitude)
  select ${feeRulesJson(minor)} as fee, ${etaRulesJson} as eta, (${zonesAtJson(minor)}) as zones
    from settings s cross join wanted where s.company_code = wanted.company_code`;

/** Loads what a delivery to a place depends on. */
export const loadDelivery = async (
  db: Knex,
  { code, decimals }: Company,
  { latitude, longitude }: Point,
): Promise<LoadedDelivery> => {
  const [delivery] = await queryPrepared<LoadedDelivery>(db, placeStatement, [
    code,
    10 ** decimals,
    latitude,
    longitude,
  ]);
  if (!delivery) throw new Error(`company ${code} has no settings`);
  return delivery;
};
