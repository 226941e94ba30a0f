import { forStaff } from '../../../http/route';

const cash = 'api::driver-cash.driver-cash';

export default {
  routes: [
    forStaff('GET', '/delivery-personnel/:id/cash', `${cash}.ledger`, 'drivers.read'),
    forStaff('POST', '/delivery-personnel/:id/cash', `${cash}.handOver`, 'drivers.write'),
  ],
};
