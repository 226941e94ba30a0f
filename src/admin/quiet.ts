/*
 * Strapi introduces itself to its developers with a guided tour and a banner about its media library. It
 * has no setting that keeps them from the people who look after a shop, but remembers who put them away.
 */
const putAway: Record<string, unknown> = {
  STRAPI_GUIDED_TOUR: { enabled: false },
  // The key ends with the project's id, which is none here.
  'STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false:false': true,
  'STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false:undefined': true,
};

/** Puts Strapi's introductions away before they are shown. */
export const keepStrapiQuiet = (): void => {
  for (const [key, value] of Object.entries(putAway)) {
    if (localStorage.getItem(key) === null) localStorage.setItem(key, JSON.stringify(value));
  }
};
