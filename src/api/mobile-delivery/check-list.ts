import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { invalidField } from '../../domain/errors';
import { toThousandths } from '../../domain/quantity';
import { readLines, type StoredLine } from '../order/lines-store';
import { pickLines } from '../order/pick-lines';
import { orderedOf, type PickedGoods } from '../order/substitutes';
import type { Company } from '../../tenancy/company';
import type { Driver } from './driver';
import type { PickedItem } from './update-input';

/** What goes in the place of a line, as the driver says. */
const substitutedBy = ({ line, actualQuantity, substitute }: PickedItem, index: number): PickedGoods[] => {
  if (!substitute) return [];
  if (actualQuantity) {
    throw invalidField(
      `items.${index}.actualQuantity`,
      'is of the ordered goods: a line is one good or the other',
    );
  }
  const { quantity, ...goods } = substitute;
  const path = `items.${index}.substitute`;
  return [
    {
      line,
      quantity: quantity ?? null,
      substitute: goods,
      paths: { substitute: path, quantity: `${path}.quantity` },
    },
  ];
};

/** A list says all of a line: without a substitute, the ordered goods go. */
const pickedOf = (lines: Map<string, StoredLine>, item: PickedItem, index: number): PickedGoods[] => {
  const { line: id, picked, actualQuantity } = item;
  const line = lines.get(id);
  if (!line) throw invalidField(`items.${index}.line`, 'is no line of this order');
  if (item.substitute) return substitutedBy(item, index);
  if (!picked) return [{ line: id, quantity: 0, substitute: null }];
  const { unit_type: type, ordered_quantity: whole } = orderedOf(line);
  if (typeof actualQuantity === 'number') {
    toThousandths(`items.${index}.actualQuantity`, actualQuantity, type);
    return [{ line: id, quantity: actualQuantity, substitute: null }];
  }
  // A line of which a part was refunded goes as it is.
  return line.refunded_quantity > 0 ? [] : [{ line: id, quantity: whole / 1_000, substitute: null }];
};

/** Whose goods are put together, and what was put into the bag. */
export type CheckList = { company: Company; orderId: string; driver: Driver; items: PickedItem[] };

/**
 * Notes what was really put together, line by line, and what goes in the place of what is missing, as the picking of staff
 * does.
 * @throws DomainError `illegal_transition`, `product_unavailable`, `total_would_rise`, `insufficient_stock`; ValidationError
 */
export const checkOff = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, orderId, driver, items }: CheckList,
): Promise<void> => {
  const lines = new Map((await readLines(trx, orderId)).map((line) => [line.id, line]));
  const picked = items.flatMap((item, index) => pickedOf(lines, item, index));
  if (picked.length === 0) return;
  await pickLines(strapi, trx, { company, orderId, body: { lines: picked }, actor: driver });
};
