import { forStaff, open } from '../../../http/route';

const handler = 'api::setting.setting';

export default {
  routes: [
    open('GET', '/setting', `${handler}.find`),
    forStaff('PUT', '/setting', `${handler}.update`, 'settings.write'),
  ],
};
