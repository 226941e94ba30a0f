import { IN_MY_COMPANIES } from '../tenancy/staff-companies';
import type { Area, Permission } from './caller';

const EXPLORER = 'plugin::content-manager.explorer.';
const CUSTOMER = 'plugin::users-permissions.user';
const ASSIGNMENT = 'api::delivery-assignment.delivery-assignment';

/** The content types behind each area, but for media and drivers; who may make, edit and delete all of them in the panel may write the area over REST. */
const areaSubjects: Record<Exclude<Area, 'media' | 'drivers'>, string[]> = {
  products: ['api::product.product', 'api::product-unit.product-unit'],
  categories: ['api::category.category'],
  units: ['api::unit.unit'],
  promotions: ['api::promotion.promotion'],
  content: ['api::banner.banner', 'api::homepage-section.homepage-section', 'api::attribute.attribute'],
  locations: ['api::location.location'],
  settings: ['api::setting.setting', 'api::currency.currency', 'api::language.language'],
  companies: ['api::company.company'],
  customers: [CUSTOMER],
  coupons: ['api::coupon.coupon'],
  orders: ['api::order.order'],
  delivery: [
    'api::delivery-zone.delivery-zone',
    'api::delivery-slot.delivery-slot',
    'api::delivery-window.delivery-window',
  ],
};

/** A right of the panel: an action, and the content type that it is about. */
export type Right = [action: string, subject: string | null];

type Needs = { read: Right[]; write: Right[] };

const explorer = (verbs: string[]): string[] => verbs.map((verb) => EXPLORER + verb);

/** What writing an area takes, where that is not all three. Companies are made with their settings; customers register and order. */
const verbsOf: Partial<Record<Area, string[]>> = {
  settings: ['update'],
  customers: ['update', 'delete'],
  orders: ['update', 'delete'],
};

/** Fields of people that a role must reach for its grants to count: REST shows and changes all of them. */
const customerFields: Record<string, string[]> = {
  [EXPLORER + 'read']: ['name', 'email', 'phone', 'avatar', 'language', 'confirmed', 'blocked', 'last_login'],
  [EXPLORER + 'update']: ['name', 'phone', 'blocked'],
};

const rightsTo = (subjects: (string | null)[], actions: string[]): Right[] =>
  subjects.flatMap((subject) => actions.map((action): Right => [action, subject]));

const needsOfType = (area: keyof typeof areaSubjects): Needs => ({
  read: rightsTo(areaSubjects[area], explorer(['read'])),
  write: rightsTo(areaSubjects[area], explorer(verbsOf[area] ?? ['create', 'update', 'delete'])),
});

const readsDrivers = rightsTo([ASSIGNMENT, CUSTOMER], explorer(['read']));

/** What of the panel's rights each area of REST asks for. The media library's belong to no content type. */
const needs = {
  ...Object.fromEntries(
    (Object.keys(areaSubjects) as (keyof typeof areaSubjects)[]).map((area) => [area, needsOfType(area)]),
  ),
  // Drivers are accounts like customers, and rights to change accounts would reach both; so who keeps drivers is who
  // keeps what they are given to do.
  drivers: {
    read: readsDrivers,
    write: [...readsDrivers, ...rightsTo([ASSIGNMENT], explorer(['create', 'update', 'delete']))],
  },
  media: {
    read: rightsTo([null], ['plugin::upload.read']),
    write: rightsTo([null], ['plugin::upload.assets.create', 'plugin::upload.assets.update']),
  },
} as Record<Area, Needs>;

/** The rights of the panel behind an area of REST. */
export const rightsBehind = (area: Area): Needs => needs[area];

const areas = Object.keys(needs) as Area[];

/** Everything, for super admins. */
export const allPermissions: Permission[] = areas.flatMap((area): Permission[] => [
  `${area}.read`,
  `${area}.write`,
]);

/** What a panel role grants: Strapi's action, the content type, under which conditions, and for which fields. */
export type Grant = {
  action: string;
  subject: string | null;
  conditions: string[] | null;
  /** null where it is not limited to some */
  fields: string[] | null;
};

// REST keeps staff inside their companies by itself; any other condition, such as "only what one created
// oneself", is more than a permission word can say, so such a grant gives none.
const isPlain = ({ conditions }: Grant): boolean =>
  (conditions ?? []).every((condition) => condition === IN_MY_COMPANIES);

const reachesPeople = ({ action, subject, fields }: Grant): boolean =>
  subject !== CUSTOMER ||
  fields === null ||
  (customerFields[action] ?? []).every((field) => fields.includes(field));

/** Reads `permissions[]` out of what a panel role grants. */
export const permissionsOf = (granted: Grant[]): Permission[] => {
  const plain = granted.filter((grant) => isPlain(grant) && reachesPeople(grant));
  const allows = (rights: Right[]): boolean =>
    rights.every(([action, subject]) =>
      plain.some((grant) => grant.action === action && grant.subject === subject),
    );
  return areas.flatMap((area): Permission[] => [
    ...(allows(needs[area].read) ? [`${area}.read` as const] : []),
    ...(allows(needs[area].write) ? [`${area}.write` as const] : []),
  ]);
};
