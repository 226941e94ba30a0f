import type { Core } from '@strapi/strapi';
import type { Ignored, Position } from '../../../domain/delivery/position';
import { nextInterval, oldestAt, siftPositions } from '../../../domain/delivery/position';
import { notFound } from '../../../domain/errors';
import type { DriverCaller } from '../../../identity/caller';
import { isPersonnel } from '../../delivery-personnel/store';
import type { DriverKey } from '../../driver-duty/store';
import { findPositions, findWhereabouts, readTrack, storePositions } from '../store';

/** What a phone is told: what was not taken and why, and in how many seconds it should tell again. */
export type Received = {
  accepted: number;
  ignored: { index: number; reason: Ignored }[];
  nextIntervalSeconds: number;
};

const MOST_OF_A_TRACK = 20_000;

const earliestOf = (points: Position[]): Date => new Date(Math.min(...points.map(({ at }) => at.getTime())));

const latestOf = (points: Position[]): Date => new Date(Math.max(...points.map(({ at }) => at.getTime())));

/** Where drivers are and have been. */
export const createPositionService = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  /** The points to compare with: the last one suffices, unless some were sent late. */
  const knownFor = async (
    driverId: string,
    points: Position[],
    last: Position | null,
    now: Date,
  ): Promise<Position[]> => {
    if (!last) return [];
    const from = earliestOf(points);
    if (last.at.getTime() <= from.getTime()) return [last];
    return findPositions(db(), driverId, { from, to: latestOf(points), notBefore: oldestAt(now) });
  };

  return {
    /** Takes where a driver was; what is old, impossible or inaccurate is ignored and named. */
    async receive(
      { company: companyCode, documentId: driverId }: DriverCaller,
      points: Position[],
      now: Date,
    ): Promise<Received> {
      const { activity, last } = await findWhereabouts(db(), driverId);
      const known = await knownFor(driverId, points, last, now);
      const { accepted, ignored } = siftPositions(points, known, now);
      await storePositions(db(), { companyCode, driverId }, accepted);
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
