import { catalogueRead } from '../../../http/route';

export default {
  routes: [catalogueRead('/currency', 'api::currency.currency.find', 'pages')],
};
