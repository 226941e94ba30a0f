import { forAllStaff, forSuperAdmin, openEverywhere } from '../../../http/route';

const handler = 'api::staff.staff';

export default {
  routes: [
    openEverywhere('POST', '/admin/login', `${handler}.login`),
    forAllStaff('POST', '/admin/logout', `${handler}.logout`),
    openEverywhere('POST', '/admin/forget-password', `${handler}.forgetPassword`),
    openEverywhere('POST', '/admin/reset-password', `${handler}.resetPassword`),
    forSuperAdmin('GET', '/admin', `${handler}.find`),
    // Oneself or, for super admins, everybody.
    forAllStaff('GET', '/admin/:id', `${handler}.findOne`),
    forSuperAdmin('POST', '/admin', `${handler}.create`),
    forSuperAdmin('PUT', '/admin/:id', `${handler}.update`),
    forSuperAdmin('DELETE', '/admin/:id', `${handler}.delete`),
  ],
};
