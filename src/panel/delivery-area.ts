/** A place on the globe, in degrees. */
export type Place = { latitude: number; longitude: number };

/** An area that has a delivery fee of its own, as the panel draws it. */
export type DrawnZone = { documentId: string; name: string | null; polygon: Place[]; isActive: boolean };

/** Where a company's orders start from, and the areas that they go to. */
export type DeliveryArea = { store: Place | null; zones: DrawnZone[] };
