import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { invalidField } from '../../domain/errors';
import { readLines, type StoredLine } from '../order/lines-store';
import { pickLines } from '../order/pick-lines';
import type { Company } from '../../tenancy/company';
import type { Driver } from './driver';
import type { PickedItem } from './update-input';

type Counted = { line: string; quantity: number };

const countedOf = (lines: Map<string, StoredLine>, item: PickedItem, index: number): Counted[] => {
  const { line: id, picked, actualQuantity } = item;
  const line = lines.get(id);
  if (!line) throw invalidField(`items.${index}.line`, 'is no line of this order');
  if (!picked) return [{ line: id, quantity: 0 }];
  if ((actualQuantity ?? null) !== null) return [{ line: id, quantity: actualQuantity ?? 0 }];
  // A line of which a part was refunded goes as it is.
  return line.refunded_quantity > 0 ? [] : [{ line: id, quantity: line.ordered_quantity / 1_000 }];
};

/** Whose goods are put together, and what was put into the bag. */
export type CheckList = { company: Company; orderId: string; driver: Driver; items: PickedItem[] };

/**
 * Notes what was really put together, line by line, as the picking of staff does.
 * @throws DomainError `illegal_transition`, `total_would_rise`, `insufficient_stock`; ValidationError
 */
export const checkOff = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, orderId, driver, items }: CheckList,
): Promise<void> => {
  const lines = new Map((await readLines(trx, orderId)).map((line) => [line.id, line]));
  const counted = items.flatMap((item, index) => countedOf(lines, item, index));
  if (counted.length > 0)
    await pickLines(strapi, trx, { company, orderId, body: { lines: counted }, actor: driver });
};
