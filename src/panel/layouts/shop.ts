import type { Layout } from './layout';

/** Forms and lists of how the shop is set up. */
export const shopLayouts: Layout[] = [
  {
    uid: 'api::company.company',
    mainField: 'name',
    sort: { by: 'name', order: 'ASC' },
    list: ['name', 'code', 'defaultLocale', 'isDefault', 'isActive'],
    form: [
      { name: 6, code: 6 },
      { defaultLocale: 4, isDefault: 4, isActive: 4 },
    ],
  },
  {
    uid: 'api::setting.setting',
    mainField: 'company_code',
    sort: { by: 'company_code', order: 'ASC' },
    list: ['company_code', 'currency', 'timezone', 'vat_rate', 'vat_inclusive', 'order_minimum'],
    form: [
      { company_code: 4, currency: 4, timezone: 4 },
      { seller_name: 6, seller_vat_number: 6 },
      { seller_address: 6, logo: 6 },
      { vat_rate: 6, vat_inclusive: 6 },
      { order_minimum: 6, order_unpaid_minutes: 6 },
      { order_customer_may_cancel: 6, order_guest_checkout: 6 },
      { delivery_base_price: 4, delivery_per_km: 4, delivery_free_threshold: 4 },
      { delivery_free_radius_km: 4, delivery_max_km: 4, delivery_require_location: 4 },
      { store_latitude: 6, store_longitude: 6 },
      { loyalty_earn_per_unit: 4, loyalty_redeem_value: 4, invoice_start: 4 },
    ],
  },
  {
    uid: 'api::currency.currency',
    mainField: 'code',
    sort: { by: 'code', order: 'ASC' },
    list: ['code', 'name', 'symbol', 'decimals', 'company_code'],
    form: [
      { company_code: 6, code: 6 },
      { name: 4, symbol: 4, decimals: 4 },
    ],
  },
  {
    uid: 'api::language.language',
    mainField: 'name',
    sort: { by: 'sortOrder', order: 'ASC' },
    list: ['name', 'code', 'direction', 'sortOrder', 'company_code'],
    form: [
      { company_code: 6, code: 6 },
      { name: 4, direction: 4, sortOrder: 4 },
    ],
  },
  {
    uid: 'api::location.location',
    mainField: 'name',
    sort: { by: 'name', order: 'ASC' },
    list: ['name', 'code', 'isDefault', 'odooLocationId', 'company_code'],
    form: [{ company_code: 6, code: 6 }, { name: 6, odooLocationId: 6 }, { isDefault: 6 }],
  },
  {
    uid: 'api::delivery-slot.delivery-slot',
    mainField: 'start',
    sort: { by: 'start', order: 'DESC' },
    list: ['start', 'end', 'cutoff', 'capacity', 'isActive', 'company_code'],
    form: [
      { start: 6, end: 6 },
      { cutoff: 6, capacity: 6 },
      { isActive: 6, company_code: 6 },
    ],
  },
  {
    uid: 'api::delivery-window.delivery-window',
    mainField: 'from',
    sort: { by: 'from', order: 'ASC' },
    list: ['from', 'to', 'capacity', 'cutoffMinutes', 'isActive', 'company_code'],
    form: [
      { from: 6, to: 6 },
      { weekdays: 12 },
      { cutoffMinutes: 6, capacity: 6 },
      { isActive: 6, company_code: 6 },
    ],
  },
  {
    uid: 'api::staff-profile.staff-profile',
    mainField: 'phone',
    sort: { by: 'updatedAt', order: 'DESC' },
    list: ['user', 'companies', 'phone'],
    form: [
      { user: 6, companies: 6 },
      { phone: 6, avatar: 6 },
    ],
    relations: { user: 'email', companies: 'name' },
  },
  {
    uid: 'plugin::users-permissions.user',
    mainField: 'name',
    sort: { by: 'createdAt', order: 'DESC' },
    list: ['name', 'email', 'phone', 'kind', 'blocked', 'company_code'],
    form: [
      { company_code: 6, kind: 6 },
      { name: 6, email: 6 },
      { phone: 6, password: 6 },
      { language: 4, confirmed: 4, blocked: 4 },
      { avatar: 12 },
      { vehicle: 6, capacity: 6 },
      { documents: 12 },
    ],
  },
];
