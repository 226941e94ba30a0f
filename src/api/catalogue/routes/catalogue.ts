import { readsOwnBody } from '../../../http/own-body';
import { forStaff } from '../../../http/route';

const handler = 'api::catalogue.catalogue';

readsOwnBody(/^\/api\/products\/import\/?$/i);

export default {
  routes: [
    forStaff('POST', '/products/import', `${handler}.import`, 'products.write'),
    forStaff('GET', '/products/import/:jobId', `${handler}.findImport`, 'products.write'),
    forStaff('GET', '/products/export', `${handler}.export`, 'products.read'),
  ],
};
