import type { UID } from '@strapi/strapi';

/** What a role may do with which content types, and what else. Later types are added to these lists. */
export type ShopRole = {
  name: string;
  /** by which `roles[]` names it; never changes */
  code: string;
  description: string;
  /** make, read, change, delete */
  keeps: readonly UID.ContentType[];
  /** read and change */
  changes: readonly UID.ContentType[];
  /** what is made elsewhere: read, change, and take away */
  handles: readonly UID.ContentType[];
  /** lists that keep themselves: read, and take entries away */
  clears: readonly UID.ContentType[];
  reads: readonly UID.ContentType[];
  /** rights that belong to no content type */
  further: readonly string[];
};

const CUSTOMER = 'plugin::users-permissions.user';
const ORDER = 'api::order.order';
const ASSIGNMENT = 'api::delivery-assignment.delivery-assignment';

/** Where and when orders are brought. */
const delivery = [
  'api::delivery-zone.delivery-zone',
  'api::delivery-slot.delivery-slot',
  'api::delivery-window.delivery-window',
] as const;

const priced = ['api::product.product', 'api::product-unit.product-unit', 'api::unit.unit'] as const;

/** What explains the others: whose it is, where it lies, in which money. */
const basics = [
  'api::company.company',
  'api::location.location',
  'api::currency.currency',
  'api::language.language',
] as const;

const seesPictures = ['plugin::upload.read'] as const;

const merchandiser: ShopRole = {
  name: 'Merchandiser',
  code: 'merchandiser',
  description: 'Keeps the catalogue, prices, stock, promotions, coupons and pages of their companies.',
  keeps: [
    ...priced,
    'api::category.category',
    'api::promotion.promotion',
    'api::coupon.coupon',
    'api::banner.banner',
    'api::homepage-section.homepage-section',
    'api::attribute.attribute',
    'api::search-synonym.search-synonym',
    'api::notification-template.notification-template',
  ],
  changes: [],
  handles: [],
  clears: ['api::search-miss.search-miss'],
  reads: [...basics, 'api::setting.setting'],
  further: [
    ...seesPictures,
    'plugin::upload.assets.create',
    'plugin::upload.assets.update',
    'plugin::upload.assets.download',
    'plugin::upload.assets.copy-link',
  ],
};

const orderDesk: ShopRole = {
  name: 'Order desk',
  code: 'order_desk',
  description: 'Looks after orders and customers; reads catalogue, stock, promotions and coupons.',
  keeps: [],
  changes: [CUSTOMER],
  handles: [ORDER],
  clears: [],
  reads: [
    ...priced,
    'api::category.category',
    'api::promotion.promotion',
    'api::coupon.coupon',
    ...basics,
    ...delivery,
    ASSIGNMENT,
  ],
  further: seesPictures,
};

const dispatcher: ShopRole = {
  name: 'Dispatcher',
  code: 'dispatcher',
  description:
    'Brings orders on their way; keeps zones, slots and drivers; reads products, stock locations and customers.',
  keeps: [...delivery, ASSIGNMENT],
  changes: [],
  handles: [ORDER],
  clears: [],
  reads: [...priced, ...basics, CUSTOMER],
  further: seesPictures,
};

const accountant: ShopRole = {
  name: 'Accountant',
  code: 'accountant',
  description:
    'Reads everything that is money: prices, promotions, coupons, settings, currencies, orders and customers.',
  keeps: [],
  changes: [],
  handles: [],
  clears: [],
  reads: [
    ...priced,
    'api::category.category',
    'api::promotion.promotion',
    'api::coupon.coupon',
    'api::setting.setting',
    ...basics,
    ORDER,
    CUSTOMER,
    ...delivery,
    ASSIGNMENT,
  ],
  further: [],
};

/** The roles that are there from the first start, beside Strapi's super admin. */
export const shopRoles: ShopRole[] = [merchandiser, orderDesk, dispatcher, accountant];
