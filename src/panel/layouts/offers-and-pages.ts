import type { Layout } from './layout';

/** Forms and lists of what invites to buy: promotions, coupons, banners, blocks of the home page. */
export const offerAndPageLayouts: Layout[] = [
  {
    uid: 'api::promotion.promotion',
    mainField: 'name',
    sort: { by: 'startDate', order: 'DESC' },
    list: ['name', 'type', 'status', 'isActive', 'startDate', 'endDate', 'priority', 'company_code'],
    form: [
      { company_code: 6, type: 6 },
      { name: 12 },
      { description: 12 },
      { discount_type: 6, discount_value: 6 },
      { requiredItemCount: 6, comboPrice: 6 },
      { buyQuantity: 6, getQuantity: 6 },
      { products: 6, categories: 6 },
      { startDate: 6, endDate: 6 },
      { status: 4, isActive: 4, priority: 4 },
      { minimum_order: 6, maximum_discount: 6 },
      { usage_limit: 6, usage_limit_total: 6 },
      { image: 12 },
    ],
    relations: { products: 'title', categories: 'name' },
  },
  {
    uid: 'api::coupon.coupon',
    mainField: 'code',
    sort: { by: 'createdAt', order: 'DESC' },
    list: ['code', 'type', 'value', 'isActive', 'startDate', 'endDate', 'usage_limit_total', 'company_code'],
    form: [
      { company_code: 6, code: 6 },
      { type: 6, value: 6 },
      { minimum_order: 6, maximum_discount: 6 },
      { products: 6, categories: 6 },
      { startDate: 6, endDate: 6 },
      { usage_limit_total: 6, usage_limit_per_customer: 6 },
      { isActive: 6 },
    ],
    relations: { products: 'title', categories: 'name' },
  },
  {
    uid: 'api::banner.banner',
    mainField: 'title',
    sort: { by: 'sortOrder', order: 'ASC' },
    list: ['image', 'title', 'position', 'isActive', 'startDate', 'endDate', 'sortOrder', 'company_code'],
    form: [
      { company_code: 6, position: 6 },
      { title: 6, subtitle: 6 },
      { image: 12 },
      { link: 12 },
      { startDate: 6, endDate: 6 },
      { isActive: 6, sortOrder: 6 },
    ],
  },
  {
    uid: 'api::homepage-section.homepage-section',
    mainField: 'title',
    sort: { by: 'sortOrder', order: 'ASC' },
    list: ['title', 'key', 'type', 'isActive', 'sortOrder', 'company_code'],
    form: [{ company_code: 6, key: 6 }, { title: 6, type: 6 }, { config: 12 }, { isActive: 6, sortOrder: 6 }],
  },
];
