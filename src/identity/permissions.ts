import { IN_MY_COMPANIES } from '../tenancy/staff-companies';
import type { Area, Permission } from './caller';

const EXPLORER = 'plugin::content-manager.explorer.';
const CUSTOMER = 'plugin::users-permissions.user';

/** The content types behind each area, but for media; who may make, edit and delete all of them in the panel may write the area over REST. */
export const areaSubjects: Record<Exclude<Area, 'media'>, string[]> = {
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

type Needs = { subjects: (string | null)[]; read: string[]; write: string[] };

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

const needsOfType = (area: Exclude<Area, 'media'>): Needs => ({
  subjects: areaSubjects[area],
  read: explorer(['read']),
  write: explorer(verbsOf[area] ?? ['create', 'update', 'delete']),
});

/** What of the panel's rights each area of REST asks for. The media library's belong to no content type. */
const needs = {
  ...Object.fromEntries(
    (Object.keys(areaSubjects) as Exclude<Area, 'media'>[]).map((area) => [area, needsOfType(area)]),
  ),
  media: {
    subjects: [null],
    read: ['plugin::upload.read'],
    write: ['plugin::upload.assets.create', 'plugin::upload.assets.update'],
  },
} as Record<Area, Needs>;

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
  const allows = (area: Area, actions: string[]): boolean =>
    actions.every((action) =>
      needs[area].subjects.every((subject) =>
        plain.some((grant) => grant.action === action && grant.subject === subject),
      ),
    );
  return areas.flatMap((area): Permission[] => [
    ...(allows(area, needs[area].read) ? [`${area}.read` as const] : []),
    ...(allows(area, needs[area].write) ? [`${area}.write` as const] : []),
  ]);
};
