import { open } from '../../../http/route';

export default {
  routes: [open('GET', '/attributes', 'api::attribute.attribute.find')],
};
