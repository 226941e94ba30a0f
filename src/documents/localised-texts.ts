/**
 * The texts of each content type that differ between languages, the one by which an entry is known first.
 * The panel in the browser reads this, too, so it names the types without Strapi.
 */
export const localisedTexts = {
  'api::product.product': ['title', 'description'],
  'api::category.category': ['name', 'description'],
  'api::unit.unit': ['name'],
  'api::attribute.attribute': ['name'],
  'api::promotion.promotion': ['name', 'description'],
  'api::banner.banner': ['title', 'subtitle'],
  'api::homepage-section.homepage-section': ['title'],
  'api::currency.currency': ['name', 'symbol'],
  'api::delivery-zone.delivery-zone': ['name'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** A content type with texts in both languages. */
export type LocalisedType = keyof typeof localisedTexts;

/** Whether entries of this type have texts in both languages. */
export const hasLocalisedTexts = (uid: string): uid is LocalisedType => Object.hasOwn(localisedTexts, uid);
