import { DomainError } from '../errors';
import type { Thousandths } from '../quantity';

/** What lies at a location, and how much of it is promised to orders. */
export type Level = { locationId: string; onHand: Thousandths; reserved: Thousandths };

/** What should lie there from now on. */
export type WantedLevel = { locationId: string; onHand: Thousandths };

/** A change of what lies at a location, as the ledger records it. */
export type LevelChange = WantedLevel & { delta: Thousandths };

const NOTHING = { onHand: 0, reserved: 0 };

/**
 * Says what has to change so that the levels are as wanted. Nothing promised to an order is taken away.
 * @throws DomainError `insufficient_stock` when less would lie there than is reserved
 */
export const planLevels = (current: Level[], wanted: WantedLevel[]): LevelChange[] =>
  wanted.flatMap(({ locationId, onHand }) => {
    const level = current.find((candidate) => candidate.locationId === locationId);
    const { onHand: present, reserved } = level ?? NOTHING;
    if (onHand < reserved) {
      throw new DomainError('insufficient_stock', 'less than what is reserved for orders', {
        locationId,
        reserved: reserved / 1000,
      });
    }
    const delta = onHand - present;
    return delta === 0 && level ? [] : [{ locationId, onHand, delta }];
  });
