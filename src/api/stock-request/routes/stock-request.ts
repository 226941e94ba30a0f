import { forCustomers } from '../../../http/route';

const handler = 'api::stock-request.stock-request';

export default {
  routes: [
    forCustomers('POST', '/products/:id/notify-me', `${handler}.ask`),
    forCustomers('DELETE', '/products/:id/notify-me', `${handler}.withdraw`),
  ],
};
