import { forEverybody } from '../../../http/route';

export default {
  routes: [forEverybody('GET', '/payment-methods', 'api::payment-method.payment-method.find')],
};
