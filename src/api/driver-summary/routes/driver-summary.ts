import { forDrivers } from '../../../http/route';

export default {
  routes: [forDrivers('GET', '/mobile-delivery/summary', 'api::driver-summary.driver-summary.find')],
};
