import { reckonedDrive } from '../domain/delivery/eta';
import type { RoadRouter } from './road-router';

/** Reckons drives by great circle, road factor and speed. */
export const greatCircleRouter: RoadRouter = {
  matrix: async (points, rules) => points.map((from) => points.map((to) => reckonedDrive(from, to, rules))),
  legs: async (points, rules) =>
    points.slice(1).flatMap((to, index) => {
      const from = points[index];
      return from ? [reckonedDrive(from, to, rules)] : [];
    }),
};
