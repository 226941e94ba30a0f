import type { Core } from '@strapi/strapi';
import type { Ignored, Position } from '../../../domain/delivery/position';
import { newestAt, nextInterval, oldestAt, siftPositions } from '../../../domain/delivery/position';
import { notFound } from '../../../domain/errors';
import type { DriverCaller } from '../../../identity/caller';
import { noteDriverMoved } from '../../../plugins/connect/server/src/realtime/locations';
import { isPersonnel } from '../../delivery-personnel/store';
import type { DriverKey } from '../../driver-duty/store';
import { findPositionsBefore, findWhereabouts, readTrack, storeDoubted, storePositions } from '../store';

/** What a phone is told: what was not taken and why, and in how many seconds it should tell again. */
export type Received = {
  accepted: number;
  ignored: { index: number; reason: Ignored }[];
  nextIntervalSeconds: number;
};

const MOST_OF_A_TRACK = 20_000;

/** Where drivers are and have been. */
export const createPositionService = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  /** The points to compare with: the last one suffices, unless some were sent late. */
  const takenBefore = async (
    key: DriverKey,
    points: Position[],
    last: Position | null,
    now: Date,
  ): Promise<Position[]> => {
    if (!last) return [];
    const [oldest, newest] = [oldestAt(now), newestAt(now)];
    const instants = points.map(({ at }) => at).filter((at) => at >= oldest && at <= newest);
    if (instants.every((at) => at >= last.at)) return [last];
    const before = await findPositionsBefore(db(), key, instants, oldest);
    const latest = before.at(-1);
    return latest && latest.at >= last.at ? before : [...before, last];
  };

  return {
    /** Takes where a driver was; what is old, impossible or inaccurate is ignored and named. */
    async receive(
      { company: companyCode, documentId: driverId }: DriverCaller,
      points: Position[],
      now: Date,
    ): Promise<Received> {
      const key = { companyCode, driverId };
      const { activity, last, doubted: doubtedBefore } = await findWhereabouts(db(), key);
      const taken = await takenBefore(key, points, last, now);
      const known = { taken, doubted: doubtedBefore };
      const { accepted, ignored, revived, doubted } = siftPositions(points, known, now);
      if (accepted.length > 0) {
        await storePositions(db(), key, [...revived, ...accepted], doubted);
        noteDriverMoved(strapi, driverId);
      } else if (doubted.length > 0 || doubtedBefore.length > 0) await storeDoubted(db(), key, doubted);
      return {
        accepted: accepted.length,
        ignored,
        nextIntervalSeconds: nextInterval(activity, [...(last ? [last] : []), ...accepted]),
      };
    },

    /**
     * Where a driver has been, by time.
     * @returns `isCut` where there is more than can be told
     * @throws DomainError `not_found`
     */
    async track(
      key: DriverKey,
      period: { from: Date; to: Date },
    ): Promise<{ points: Position[]; isCut: boolean }> {
      if (!(await isPersonnel(db(), key.companyCode, key.driverId))) throw notFound('driver');
      const points = await readTrack(db(), key, period, MOST_OF_A_TRACK + 1);
      return { points: points.slice(0, MOST_OF_A_TRACK), isCut: points.length > MOST_OF_A_TRACK };
    },
  };
};

export default createPositionService;
