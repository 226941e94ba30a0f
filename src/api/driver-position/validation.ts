import type { Context } from 'koa';
import { z } from 'zod';
import type { Position } from '../../domain/delivery/position';
import { validateBody } from '../../http/validate';

const MOST_POINTS = 500;
const FURTHEST_METRES = 1_000_000;

const point = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(FURTHEST_METRES).nullish(),
  at: z.iso.datetime({ offset: true, error: 'must be a time with its zone' }).nullish(),
});

type Point = z.infer<typeof point>;

const batch = z.strictObject({ points: z.array(point).min(1).max(MOST_POINTS) });

const isBatch = (body: unknown): boolean => typeof body === 'object' && body !== null && 'points' in body;

const pointsOf = (ctx: Context): Point[] =>
  isBatch(ctx.request.body) ? validateBody(batch, ctx).points : [validateBody(point, ctx)];

/**
 * Where a phone says it is, or has been; a point without a time is where it is now.
 * @throws ValidationError for a body with anything that is no point of the globe
 */
export const positionsOf = (ctx: Context, now: Date): Position[] =>
  pointsOf(ctx).map(({ latitude, longitude, accuracy, at }) => ({
    latitude,
    longitude,
    accuracy: accuracy ?? null,
    at: at ? new Date(at) : now,
  }));
