import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::banner.banner';

export default {
  routes: [
    catalogueRead('/banner', `${handler}.find`, 'pages'),
    catalogueRead('/banner/:id', `${handler}.findOne`, 'pages'),
    forStaff('POST', '/banner', `${handler}.create`, 'content.write'),
    forStaff('PUT', '/banner/:id', `${handler}.update`, 'content.write'),
    forStaff('DELETE', '/banner/:id', `${handler}.delete`, 'content.write'),
  ],
};
