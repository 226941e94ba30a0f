import { forStaff, open } from '../../../http/route';

const handler = 'api::homepage-section.homepage-section';

export default {
  routes: [
    open('GET', '/homepage-sections', `${handler}.find`),
    open('GET', '/homepage-sections/:id', `${handler}.findOne`),
    forStaff('POST', '/homepage-sections', `${handler}.create`, 'content.write'),
    forStaff('PUT', '/homepage-sections/:id', `${handler}.update`, 'content.write'),
    forStaff('DELETE', '/homepage-sections/:id', `${handler}.delete`, 'content.write'),
  ],
};
