import { forEverybody } from '../../../http/route';

const handler = 'api::delivery.delivery';

export default {
  routes: [
    forEverybody('GET', '/delivery', `${handler}.describe`),
    forEverybody('POST', '/delivery/calculate', `${handler}.calculate`),
  ],
};
