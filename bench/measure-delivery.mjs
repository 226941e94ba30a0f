import { measureAssignment } from './measure-assignment.mjs';
import { measureLocations } from './measure-locations.mjs';
import { measureRoutes } from './measure-routes.mjs';

/**
 * Measures what happens on the way to the door.
 * @param {Parameters<typeof measureLocations>[0]} common
 */
export async function measureDelivery(common) {
  const locations = await measureLocations(common);
  return { locations, assignment: await measureAssignment(common), routes: measureRoutes(common) };
}
