import { openEverywhere } from '../../../http/route';

export default {
  routes: [openEverywhere('POST', '/admin/login', 'api::staff.staff.login')],
};
