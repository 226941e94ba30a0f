import { forCustomers, forEverybody } from '../../../http/route';

const notification = 'api::notification.notification';
const preference = 'api::notification.preference';
const push = 'api::notification.push';

export default {
  routes: [
    forCustomers('GET', '/notification', `${notification}.find`),
    forCustomers('POST', '/notification/read', `${notification}.read`),

    forCustomers('GET', '/notification/preferences', `${preference}.find`),
    forCustomers('PUT', '/notification/preferences', `${preference}.update`),

    forEverybody('GET', '/notification/push-key', `${push}.key`),
    forCustomers('POST', '/notification/push-subscriptions', `${push}.create`),
    forCustomers('DELETE', '/notification/push-subscriptions', `${push}.delete`),

    forCustomers('DELETE', '/notification/:id', `${notification}.delete`),
  ],
};
