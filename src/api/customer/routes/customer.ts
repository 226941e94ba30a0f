import { forCustomers, forCustomersAndStaff, forEverybody, forStaff } from '../../../http/route';

const session = 'api::customer.session';
const profile = 'api::customer.profile';
const address = 'api::customer.address';
const customer = 'api::customer.customer';

export default {
  routes: [
    forEverybody('POST', '/customer/register', `${session}.register`),
    forEverybody('POST', '/customer/login', `${session}.login`),
    forEverybody('POST', '/customer/refresh', `${session}.refresh`),
    forEverybody('POST', '/customer/forget-password', `${session}.forgetPassword`),
    forEverybody('POST', '/customer/reset-password', `${session}.resetPassword`),
    forEverybody('POST', '/customer/email-verification', `${session}.verifyEmail`),
    forCustomers('POST', '/customer/logout', `${session}.logout`),
    forCustomers('GET', '/customer/sessions', `${session}.find`),
    forCustomers('DELETE', '/customer/sessions/:id', `${session}.delete`),

    forCustomers('GET', '/customer/profile', `${profile}.find`),
    forCustomers('PUT', '/customer/profile', `${profile}.update`),
    forCustomers('PUT', '/customer/password', `${profile}.changePassword`),
    forCustomers('GET', '/customer/profile/export', `${profile}.export`),
    forCustomers('POST', '/customer/profile/erase', `${profile}.erase`),

    forCustomers('GET', '/customer/addresses', `${address}.find`),
    forCustomers('POST', '/customer/addresses', `${address}.create`),
    forCustomers('PUT', '/customer/addresses/:id', `${address}.update`),
    forCustomers('DELETE', '/customer/addresses/:id', `${address}.delete`),

    forStaff('GET', '/customer', `${customer}.find`, 'customers.read'),
    forCustomersAndStaff('GET', '/customer/:id', `${customer}.findOne`, 'customers.read'),
    forStaff('PUT', '/customer/:id', `${customer}.update`, 'customers.write'),
    forStaff('DELETE', '/customer/:id', `${customer}.delete`, 'customers.write'),
  ],
};
