import { forEverybody } from '../../../http/route';

export default {
  routes: [forEverybody('POST', '/cart/validate', 'api::cart.cart.validate')],
};
