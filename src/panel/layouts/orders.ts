import type { Layout } from './layout';

/** The lists and the forms of orders and of who brings them. `user_info` shows the whole order, for reading; what staff may change stands above. */
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
  {
    uid: 'api::delivery-assignment.delivery-assignment',
    mainField: 'order_id',
    sort: { by: 'assigned_at', order: 'DESC' },
    list: [
      'order_id',
      'delivery_personnel',
      'status',
      'outcome',
      'assigned_at',
      'estimated_delivery',
      'company_code',
    ],
    form: [
      { order_id: 4, delivery_personnel: 4, status: 4 },
      { notes: 12 },
      { given_by: 4, outcome: 4, reason: 4 },
      { company_code: 12 },
    ],
  },
];
