import { measureLocations } from './measure-locations.mjs';

/**
 * Measures what happens on the way to the door.
 * @param {Parameters<typeof measureLocations>[0]} common
 */
export async function measureDelivery(common) {
  return { locations: await measureLocations(common) };
}
