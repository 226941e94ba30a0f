import type { UID } from '@strapi/strapi';

/** The content types that belong to one company each. */
export const companyTypes = [
  'api::product.product',
  'api::product-unit.product-unit',
  'api::unit.unit',
  'api::category.category',
  'api::promotion.promotion',
  'api::coupon.coupon',
  'api::order.order',
  'api::delivery-zone.delivery-zone',
  'api::delivery-slot.delivery-slot',
  'api::delivery-window.delivery-window',
  'api::delivery-assignment.delivery-assignment',
  'api::banner.banner',
  'api::homepage-section.homepage-section',
  'api::attribute.attribute',
  'api::currency.currency',
  'api::language.language',
  'api::location.location',
  'api::setting.setting',
  'api::notification-template.notification-template',
  'api::search-synonym.search-synonym',
  'api::search-miss.search-miss',
  'plugin::users-permissions.user',
] as const satisfies readonly UID.ContentType[];

export type CompanyType = (typeof companyTypes)[number];

/** Types whose rows the registry of companies is read from. */
const registryTypes: string[] = ['api::company.company', 'api::setting.setting', 'api::currency.currency'];

export const belongsToCompany = (uid: string): uid is CompanyType =>
  (companyTypes as readonly string[]).includes(uid);

/** Types by which the shop is governed: only super admins write them. */
const governedTypes: string[] = ['api::company.company', 'api::staff-profile.staff-profile'];

export const isGoverned = (uid: string): boolean => governedTypes.includes(uid);

/** Types that the shop guards: those of a company, the companies themselves, and who works for them. */
export const isShopType = (uid: string): boolean => belongsToCompany(uid) || isGoverned(uid);

/** Whether a write to this type changes what the registry of companies knows. */
export const feedsRegistry = (uid: string): boolean => registryTypes.includes(uid);
