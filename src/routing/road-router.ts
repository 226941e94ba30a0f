import type { Core } from '@strapi/strapi';
import type { Drive, RoadRules } from '../domain/delivery/eta';
import type { Point } from '../domain/delivery/point';
import { createCircuit } from './circuit';
import { greatCircleRouter } from './great-circle';
import { NoSuchRoute, osrmServer } from './osrm';

/**
 * Who knows how long drives take. It always answers: where nobody knows the roads, drives are reckoned by great circle,
 * all of one call in the same way. Fees never come from here.
 */
export interface RoadRouter {
  /** The drive from each place to each: `matrix[from][to]`. */
  matrix: (points: Point[], rules: RoadRules) => Promise<Drive[][]>;
  /** The drives from each place to the next one; one fewer than places. */
  legs: (points: Point[], rules: RoadRules) => Promise<Drive[]>;
}

/** What `config/routing.ts` says. */
export type RoutingSettings = {
  /** of an OSRM server; empty = none */
  url: string;
  timeoutMs: number;
  /** for how long a server that has failed is left alone */
  pauseMs: number;
};

/** A router that asks a server, and reckons by great circle where the server has no answer. */
export const createRoadRouter = (settings: RoutingSettings, log: Core.Strapi['log']): RoadRouter => {
  if (settings.url === '') return greatCircleRouter;
  const server = osrmServer(settings);
  const throughCircuit = createCircuit(settings.pauseMs, {
    failed: (reason) =>
      log.error(`The road router ${reason}: until it answers, drives are reckoned by great circle`),
    recovered: () => log.warn('The road router answers again'),
  });

  /** What the server says of some places; null where it says nothing, and where there is nothing to ask. */
  const ask = async <Answer>(
    service: (points: Point[]) => Promise<Answer>,
    points: Point[],
  ): Promise<Answer | null> => {
    if (points.length < 2) return null;
    try {
      return await throughCircuit(() => service(points));
    } catch (error) {
      if (error instanceof NoSuchRoute) return null;
      throw error;
    }
  };

  return {
    matrix: async (points, rules) =>
      (await ask(server.table, points)) ?? greatCircleRouter.matrix(points, rules),
    legs: async (points, rules) => (await ask(server.route, points)) ?? greatCircleRouter.legs(points, rules),
  };
};

const routers = new WeakMap<Core.Strapi, RoadRouter>();

/** The road router of the application. */
export const roadRouterOf = (strapi: Core.Strapi): RoadRouter => {
  const existing = routers.get(strapi);
  if (existing) return existing;
  const router = createRoadRouter(strapi.config.get<RoutingSettings>('routing'), strapi.log);
  routers.set(strapi, router);
  return router;
};
