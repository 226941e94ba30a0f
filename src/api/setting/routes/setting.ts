import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::setting.setting';

export default {
  routes: [
    catalogueRead('/setting', `${handler}.find`, 'pages'),
    forStaff('PUT', '/setting', `${handler}.update`, 'settings.write'),
  ],
};
