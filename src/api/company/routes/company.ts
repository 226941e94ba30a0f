import { forSuperAdmin } from '../../../http/route';

const handler = 'api::company.company';

export default {
  routes: [
    forSuperAdmin('GET', '/companies', `${handler}.find`),
    forSuperAdmin('POST', '/companies', `${handler}.create`),
  ],
};
