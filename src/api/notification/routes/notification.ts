import { forCustomers } from '../../../http/route';

const notification = 'api::notification.notification';

export default {
  routes: [
    forCustomers('GET', '/notification', `${notification}.find`),
    forCustomers('POST', '/notification/read', `${notification}.read`),
    forCustomers('DELETE', '/notification/:id', `${notification}.delete`),
  ],
};
