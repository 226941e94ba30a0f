import { takesFiles } from '../../../http/own-body';
import { forDrivers } from '../../../http/route';

takesFiles(/^\/api\/mobile-delivery\/orders\/[a-z0-9]+\/proof\/?$/i);

export default {
  routes: [forDrivers('POST', '/mobile-delivery/orders/:id/proof', 'api::mobile-delivery.proof.create')],
};
