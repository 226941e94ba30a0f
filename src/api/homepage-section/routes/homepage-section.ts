import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::homepage-section.homepage-section';

export default {
  routes: [
    catalogueRead('/homepage-sections', `${handler}.find`, 'pages'),
    catalogueRead('/homepage-sections/:id', `${handler}.findOne`, 'pages'),
    forStaff('POST', '/homepage-sections', `${handler}.create`, 'content.write'),
    forStaff('PUT', '/homepage-sections/:id', `${handler}.update`, 'content.write'),
    forStaff('DELETE', '/homepage-sections/:id', `${handler}.delete`, 'content.write'),
  ],
};
