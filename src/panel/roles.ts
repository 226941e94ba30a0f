import type { Core, UID } from '@strapi/strapi';
import { IN_MY_COMPANIES } from '../tenancy/staff-companies';

type Action = 'create' | 'read' | 'update' | 'delete';

type Grant = {
  action: string;
  subject: string | null;
  properties: { fields?: string[]; locales?: string[] };
  conditions: string[];
};

type StoredPermission = {
  id: number;
  action: string;
  subject: string | null;
  properties: Grant['properties'];
};

/** What was granted at some start, so that a later one adds only what is new since. */
type Granted = Record<string, string[]>;

type RoleService = {
  findOne(where: { code: string }): Promise<{ id: number } | null>;
  create(role: { name: string; code: string; description: string }): Promise<{ id: number }>;
  addPermissions(roleId: number, permissions: Grant[]): Promise<unknown>;
};

type Model = { pluginOptions?: { i18n?: { localized?: boolean } } };

type NestedFields = {
  getNestedFields(model: Model, options: { components: unknown; nestingLevel: number }): string[];
};

const MERCHANDISER = {
  name: 'Merchandiser',
  code: 'merchandiser',
  description: 'Keeps the catalogue, prices, stock, promotions and pages of their companies.',
};

const kept = [
  'api::product.product',
  'api::product-unit.product-unit',
  'api::unit.unit',
  'api::category.category',
  'api::promotion.promotion',
  'api::banner.banner',
  'api::homepage-section.homepage-section',
  'api::attribute.attribute',
  'api::search-synonym.search-synonym',
] as const;

/** Lists that keep themselves: people read them and take entries away. */
const cleared = ['api::search-miss.search-miss'] as const;

const consulted = [
  'api::location.location',
  'api::currency.currency',
  'api::language.language',
  'api::company.company',
  'api::setting.setting',
] as const;

const uploadActions = [
  'plugin::upload.read',
  'plugin::upload.assets.create',
  'plugin::upload.assets.update',
  'plugin::upload.assets.download',
  'plugin::upload.assets.copy-link',
];

const LOCALES = ['en', 'ar'];
const LEVELS_OF_COMPONENTS = 2;

const explorerGrant = (strapi: Core.Strapi, subject: UID.ContentType, action: Action): Grant => {
  const model = strapi.contentTypes[subject] as unknown as Model;
  const { getNestedFields } = strapi.service('admin::content-type') as unknown as NestedFields;
  const fields = getNestedFields(model, {
    components: strapi.components,
    nestingLevel: LEVELS_OF_COMPONENTS,
  });
  return {
    action: `plugin::content-manager.explorer.${action}`,
    subject,
    properties: {
      ...(action === 'delete' ? {} : { fields }),
      ...(model.pluginOptions?.i18n?.localized ? { locales: LOCALES } : {}),
    },
    conditions: [IN_MY_COMPANIES],
  };
};

const merchandiserGrants = (strapi: Core.Strapi): Grant[] => [
  ...kept.flatMap((subject) =>
    (['create', 'read', 'update', 'delete'] as const).map((action) => explorerGrant(strapi, subject, action)),
  ),
  ...cleared.flatMap((subject) =>
    (['read', 'delete'] as const).map((action) => explorerGrant(strapi, subject, action)),
  ),
  ...consulted.map((subject) => explorerGrant(strapi, subject, 'read')),
  ...uploadActions.map((action) => ({ action, subject: null, properties: {}, conditions: [] })),
];

const keyOf = (grant: { action: string; subject: string | null }): string =>
  `${grant.action} ${grant.subject ?? ''}`.trim();

const grantedStore = (strapi: Core.Strapi) =>
  strapi.store({ type: 'core', name: 'saptmarkets', key: `role_${MERCHANDISER.code}` });

/** Adds fields that came into being since the last start to a permission that the role still has. */
const addNewFields = async (
  strapi: Core.Strapi,
  roleId: number,
  wanted: Grant[],
  granted: Granted,
): Promise<void> => {
  for (const grant of wanted) {
    const known = granted[keyOf(grant)];
    const fresh = known ? (grant.properties.fields ?? []).filter((field) => !known.includes(field)) : [];
    if (fresh.length === 0) continue;
    const permissions = strapi.db.query('admin::permission');
    const current = (await permissions.findOne({
      where: { role: { id: roleId }, action: grant.action, subject: grant.subject },
    })) as StoredPermission | null;
    if (!current) continue;
    const fields = [...new Set([...(current.properties.fields ?? []), ...fresh])];
    await permissions.update({
      where: { id: current.id },
      data: { properties: { ...current.properties, fields } },
    });
  }
};

/**
 * Creates the role "Merchandiser" when it is missing, and gives it what later versions of the shop bring
 * (types, fields). What a super admin took away stays away.
 */
export const ensureMerchandiserRole = async (strapi: Core.Strapi): Promise<void> => {
  const roles = strapi.service('admin::role') as unknown as RoleService;
  const existing = await roles.findOne({ code: MERCHANDISER.code });
  const role = existing ?? (await roles.create(MERCHANDISER));
  const store = grantedStore(strapi);
  const granted: Granted = (existing && ((await store.get()) as Granted | null)) ?? {};
  const wanted = merchandiserGrants(strapi);

  await strapi.db.transaction(async () => {
    const missing = wanted.filter((grant) => !(keyOf(grant) in granted));
    if (missing.length > 0) await roles.addPermissions(role.id, missing);
    await addNewFields(strapi, role.id, wanted, granted);
    await store.set({
      value: Object.fromEntries(wanted.map((grant) => [keyOf(grant), grant.properties.fields ?? []])),
    });
  });
};
