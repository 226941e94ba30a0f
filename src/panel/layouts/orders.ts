import type { Layout } from './layout';

/** The list and the form of orders. `user_info` shows the whole order, for reading; what staff may change stands above. */
export const orderLayouts: Layout[] = [
  {
    uid: 'api::order.order',
    mainField: 'invoice',
    sort: { by: 'createdAt', order: 'DESC' },
    list: [
      'invoice',
      'total',
      'order_status',
      'delivery_status',
      'payment_method',
      'payment_status',
      'createdAt',
      'company_code',
    ],
    form: [
      { order_status: 4, delivery_status: 4, delivery_personnel: 4 },
      { estimated_delivery: 4, notes: 8 },
      { user_info: 12 },
    ],
  },
];
