import type { Core } from '@strapi/strapi';
import { etaOfDrive, type EtaRules } from '../../../domain/delivery/eta';
import { deliveryFee } from '../../../domain/delivery/fee';
import type { Point } from '../../../domain/delivery/point';
import { assertAmount, toMajor, toMinor } from '../../../domain/money';
import { roadRouterOf } from '../../../routing/road-router';
import type { Reader } from '../../../storefront/reader';
import { offeredSlots } from '../../delivery-slot/offered-slots';
import { presentZone } from '../../delivery-zone/present';
import { loadDelivery, readDelivery } from '../store';
import type { CalculateBody } from '../validation';

/** Where a company delivers, for how much, and how fast. */
export const createDeliveryService = ({ strapi }: { strapi: Core.Strapi }) => {
  const etaBetween = async (store: Point | null, door: Point, rules: EtaRules): Promise<number | null> => {
    if (!store) return null;
    const [drive] = await roadRouterOf(strapi).legs([store, door], rules);
    return drive ? etaOfDrive(drive.minutes, rules) : null;
  };

  return {
    /**
     * The zones, slots and rules of a company as JSON text.
     * @param date whose slots are wanted; null = those of the coming days
     */
    async describe({ company, locale }: Reader, date: string | null): Promise<string> {
      const db = strapi.db.connection;
      const { zones, rules } = await readDelivery(db, company, locale);
      const slots = JSON.stringify(await offeredSlots(db, company, date));
      return `{"zones":${zones},"slots":${slots},"rules":${rules}}`;
    },

    /**
     * What a delivery to a place would cost now, and how long it would take. The fee goes by great circle, the time by
     * road.
     * @throws DomainError `out_of_range`; ValidationError for a subtotal that the currency does not have
     */
    async calculate(reader: Reader, { subtotal, ...door }: CalculateBody): Promise<object> {
      const { company } = reader;
      assertAmount('subtotal', subtotal ?? 0, company.decimals);
      const loaded = await loadDelivery(strapi.db.connection, company, door);
      const rules = { ...loaded.fee, zones: loaded.zones };
      const delivery = deliveryFee(rules, door, toMinor(subtotal ?? 0, company.decimals));
      return {
        distanceKm: delivery.distanceKm,
        zone: presentZone(delivery.zoneId, loaded.zones, reader),
        delivery_fee: toMajor(delivery.fee, company.decimals),
        estimated: delivery.isEstimated,
        free: delivery.isFree,
        etaMinutes: await etaBetween(rules.store, door, loaded.eta),
      };
    },
  };
};

export default createDeliveryService;
