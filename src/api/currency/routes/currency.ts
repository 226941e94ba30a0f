import { open } from '../../../http/route';

export default {
  routes: [open('GET', '/currency', 'api::currency.currency.find')],
};
