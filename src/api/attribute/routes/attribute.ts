import { catalogueRead } from '../../../http/route';

export default {
  routes: [catalogueRead('/attributes', 'api::attribute.attribute.find', 'pages')],
};
