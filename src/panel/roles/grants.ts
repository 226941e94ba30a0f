import type { Core, UID } from '@strapi/strapi';
import { orderChange } from '../../api/order/validation';
import { isSecret } from '../../audit/redact';
import { IN_MY_COMPANIES } from '../../tenancy/staff-companies';
import type { ShopRole } from './shop-roles';

type Action = 'create' | 'read' | 'update' | 'delete';

/** A permission of the panel as Strapi takes it. */
export type Grant = {
  action: string;
  subject: string | null;
  properties: { fields?: string[]; locales?: string[] };
  conditions: string[];
};

type Model = {
  pluginOptions?: { i18n?: { localized?: boolean } };
  attributes: Record<string, { private?: boolean }>;
};

type NestedFields = {
  getNestedFields(model: Model, options: { components: unknown; nestingLevel: number }): string[];
};

const LOCALES = ['en', 'ar'];
const LEVELS_OF_COMPONENTS = 2;

const CUSTOMER = 'plugin::users-permissions.user';
const ORDER = 'api::order.order';

/** By these a customer signs in, or they say who the customer is: nobody changes them by hand. */
const ownedByCustomers = [
  'username',
  'email',
  'provider',
  'confirmed',
  'blocked',
  'role',
  'kind',
  'company_code',
];

/** What staff change of an order; the rest follows from checkout and from what happens to it. */
const changedByStaff = Object.keys(orderChange.shape);

const fieldsOf = (strapi: Core.Strapi, subject: UID.ContentType, action: Action): string[] => {
  const model = strapi.contentTypes[subject] as unknown as Model;
  const { getNestedFields } = strapi.service('admin::content-type') as unknown as NestedFields;
  const fields = getNestedFields(model, {
    components: strapi.components,
    nestingLevel: LEVELS_OF_COMPONENTS,
  });
  if (subject === ORDER && action === 'update') {
    return fields.filter((field) => changedByStaff.includes(field));
  }
  if (subject !== CUSTOMER) return fields;
  return fields.filter(
    (field) =>
      !isSecret(field) &&
      !model.attributes[field]?.private &&
      (action === 'read' || !ownedByCustomers.includes(field)),
  );
};

const explorerGrant = (strapi: Core.Strapi, subject: UID.ContentType, action: Action): Grant => {
  const model = strapi.contentTypes[subject] as unknown as Model;
  return {
    action: `plugin::content-manager.explorer.${action}`,
    subject,
    properties: {
      ...(action === 'delete' ? {} : { fields: fieldsOf(strapi, subject, action) }),
      ...(model.pluginOptions?.i18n?.localized ? { locales: LOCALES } : {}),
    },
    conditions: [IN_MY_COMPANIES],
  };
};

/** Everything that a role of the shop grants, each within the companies of whoever holds it. */
export const grantsOf = (strapi: Core.Strapi, role: ShopRole): Grant[] => {
  const on = (subjects: readonly UID.ContentType[], ...actions: Action[]): Grant[] =>
    subjects.flatMap((subject) => actions.map((action) => explorerGrant(strapi, subject, action)));
  return [
    ...on(role.keeps, 'create', 'read', 'update', 'delete'),
    ...on(role.changes, 'read', 'update'),
    ...on(role.handles, 'read', 'update', 'delete'),
    ...on(role.clears, 'read', 'delete'),
    ...on(role.reads, 'read'),
    ...role.further.map((action) => ({ action, subject: null, properties: {}, conditions: [] })),
  ];
};
