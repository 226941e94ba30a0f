import { catalogueRead } from '../../../http/route';

export default {
  routes: [catalogueRead('/language', 'api::language.language.find', 'pages')],
};
