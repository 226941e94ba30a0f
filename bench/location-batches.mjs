/** What phones tell: points of a driver who moves about Riyadh, twenty a second, in batches. */

const APART_MS = 50;
const HOUR_MS = 3_600_000;

/** How much time of its own each round of a benchmark has, so that none repeats what another has told. */
export const ROUND_MS = HOUR_MS;

/** From when on the first round tells; phones may be that late. */
export const startOfRounds = () => Date.now() - 20 * HOUR_MS;

/**
 * The batches of one driver, one after the other.
 * @param {number} from milliseconds; the time of the first point
 * @param {number} points in a batch
 */
export function* batchesOf(from, points) {
  for (let place = 0; ; place += points) {
    yield Array.from({ length: points }, (_, index) => ({
      latitude: 24.7 + Math.sin((place + index) / 1_000) / 100,
      longitude: 46.7 + Math.cos((place + index) / 1_000) / 100,
      accuracy: 8,
      at: new Date(from + (place + index) * APART_MS).toISOString(),
    }));
  }
}
