import { open } from '../../../http/route';

export default {
  routes: [open('GET', '/language', 'api::language.language.find')],
};
