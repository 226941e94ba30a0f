import { forDrivers } from '../../../http/route';

export default {
  routes: [forDrivers('POST', '/mobile-delivery/duty', 'api::driver-duty.driver-duty.set')],
};
