import { takesFiles } from '../../../http/own-body';
import { forDrivers, forStaff } from '../../../http/route';

const proof = 'api::mobile-delivery.proof';

takesFiles(/^\/api\/mobile-delivery\/orders\/[a-z0-9]+\/proof\/?$/i);

export default {
  routes: [
    forDrivers('POST', '/mobile-delivery/orders/:id/proof', `${proof}.create`),
    forDrivers('GET', '/mobile-delivery/orders/:id/proofs/:kind', `${proof}.showToDriver`),
    forStaff('GET', '/order/:id/proofs/:kind', `${proof}.show`, 'orders.read'),
  ],
};
