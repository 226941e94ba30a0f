import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { invalidField } from '../../domain/errors';
import { toThousandths } from '../../domain/quantity';
import { appendEvents, type OrderEvent } from '../order/event-store';
import { lockOrder, updateOrder } from '../order/life-store';
import { readLines, type StoredLine } from '../order/lines-store';
import { pickLines } from '../order/pick-lines';
import type { Company } from '../../tenancy/company';
import type { Driver } from './driver';
import { findSubstitute, type Substitute, writeSubstitutes } from './substitute-store';
import type { PickedItem } from './update-input';

type Counted = { line: string; quantity: number };

const countedOf = (lines: Map<string, StoredLine>, item: PickedItem, index: number): Counted[] => {
  const { line: id, picked, actualQuantity } = item;
  const line = lines.get(id);
  if (!line) throw invalidField(`items.${index}.line`, 'is no line of this order');
  if (!picked) return [{ line: id, quantity: 0 }];
  if (typeof actualQuantity === 'number') {
    toThousandths(`items.${index}.actualQuantity`, actualQuantity, line.unit_type);
    return [{ line: id, quantity: actualQuantity }];
  }
  // A line of which a part was refunded goes as it is.
  return line.refunded_quantity > 0 ? [] : [{ line: id, quantity: line.ordered_quantity / 1_000 }];
};

/** What would stand in for a line: as much as was ordered of it, unless the driver says otherwise. */
const substituteFor = async (
  trx: Knex,
  company: Company,
  { substitute, line: id }: PickedItem,
  { line, index }: { line: StoredLine | undefined; index: number },
): Promise<[string, Substitute | null]> => {
  if (!substitute || !line) return [id, null];
  const { productId, selectedUnitId, quantity } = substitute;
  const found = await findSubstitute(trx, company.code, { productId, unitId: selectedUnitId ?? null });
  if (!found) throw invalidField(`items.${index}.substitute.productId`, 'is not for sale');
  return [id, { ...found, quantity: quantity ?? line.ordered_quantity / 1_000 }];
};

/** Notes what drivers would put in the place of what is missing, for staff and on the timeline. */
const proposeSubstitutes = async (
  trx: Knex,
  { company, orderId, driver, items }: CheckList,
  lines: Map<string, StoredLine>,
): Promise<void> => {
  const proposed = new Map<string, Substitute | null>();
  for (const [index, item] of items.entries()) {
    const [id, substitute] = await substituteFor(trx, company, item, { line: lines.get(item.line), index });
    proposed.set(id, substitute);
  }
  await writeSubstitutes(trx, orderId, proposed);
  const events = [...proposed].flatMap(([line, substitute]): OrderEvent[] =>
    substitute ? [{ kind: 'order_changed', data: { line, substitute } }] : [],
  );
  if (events.length === 0) return;
  const order = await lockOrder(trx, company.code, orderId);
  await updateOrder(trx, order, { last_event: await appendEvents(trx, order, driver, events) });
};

/** Whose goods are put together, and what was put into the bag. */
export type CheckList = { company: Company; orderId: string; driver: Driver; items: PickedItem[] };

/**
 * Notes what was really put together, line by line, as the picking of staff does, and what could stand in for what is
 * missing: that is staff's to decide.
 * @throws DomainError `illegal_transition`, `total_would_rise`, `insufficient_stock`; ValidationError
 */
export const checkOff = async (strapi: Core.Strapi, trx: Knex, list: CheckList): Promise<void> => {
  const { company, orderId, driver, items } = list;
  const lines = new Map((await readLines(trx, orderId)).map((line) => [line.id, line]));
  const counted = items.flatMap((item, index) => countedOf(lines, item, index));
  if (counted.length > 0) {
    await pickLines(strapi, trx, { company, orderId, body: { lines: counted }, actor: driver });
  }
  await proposeSubstitutes(trx, list, lines);
};
