import { IN_MY_COMPANIES } from '../tenancy/staff-companies';
import type { Area, Permission } from './caller';

/** The content types behind each area; who may make, edit and delete all of them in the panel may write the area over REST. */
export const areaSubjects: Record<Area, string[]> = {
  products: ['api::product.product', 'api::product-unit.product-unit'],
  categories: ['api::category.category'],
  units: ['api::unit.unit'],
  promotions: ['api::promotion.promotion'],
  content: ['api::banner.banner', 'api::homepage-section.homepage-section', 'api::attribute.attribute'],
  locations: ['api::location.location'],
  settings: ['api::setting.setting', 'api::currency.currency', 'api::language.language'],
  companies: ['api::company.company'],
};

const READ = 'plugin::content-manager.explorer.read';
const writeActions = (area: Area): string[] =>
  // Settings are only ever changed; every company is made with its own.
  (area === 'settings' ? ['update'] : ['create', 'update', 'delete']).map(
    (verb) => `plugin::content-manager.explorer.${verb}`,
  );

const areas = Object.keys(areaSubjects) as Area[];

/** Everything, for super admins. */
export const allPermissions: Permission[] = areas.flatMap((area): Permission[] => [
  `${area}.read`,
  `${area}.write`,
]);

/** What a panel role grants: Strapi's action, the content type, and under which conditions. */
export type Grant = { action: string; subject: string | null; conditions: string[] | null };

// REST keeps staff inside their companies by itself; any other condition, such as "only what one created
// oneself", is more than a permission word can say, so such a grant gives none.
const isPlain = ({ conditions }: Grant): boolean =>
  (conditions ?? []).every((condition) => condition === IN_MY_COMPANIES);

/** Reads `permissions[]` out of what a panel role grants. */
export const permissionsOf = (granted: Grant[]): Permission[] => {
  const plain = granted.filter(isPlain);
  const allows = (action: string, area: Area): boolean =>
    areaSubjects[area].every((uid) =>
      plain.some((grant) => grant.action === action && grant.subject === uid),
    );
  return areas.flatMap((area): Permission[] => [
    ...(allows(READ, area) ? [`${area}.read` as const] : []),
    ...(writeActions(area).every((action) => allows(action, area)) ? [`${area}.write` as const] : []),
  ]);
};
