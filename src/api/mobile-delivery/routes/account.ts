import { forDrivers, forEverybody } from '../../../http/route';

const account = 'api::mobile-delivery.account';

export default {
  routes: [
    forEverybody('POST', '/mobile-delivery/login', `${account}.login`),
    forEverybody('POST', '/mobile-delivery/refresh', `${account}.refresh`),
    forEverybody('POST', '/mobile-delivery/forget-password', `${account}.forgetPassword`),
    forEverybody('POST', '/mobile-delivery/reset-password', `${account}.resetPassword`),
    forDrivers('POST', '/mobile-delivery/logout', `${account}.logout`),
    forDrivers('GET', '/mobile-delivery/profile', `${account}.profile`),
    forDrivers('PUT', '/mobile-delivery/password', `${account}.changePassword`),
  ],
};
