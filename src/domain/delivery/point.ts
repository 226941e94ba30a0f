/** A place on the globe, in degrees. */
export type Point = { latitude: number; longitude: number };
