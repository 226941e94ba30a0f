import { forStaff, open } from '../../../http/route';

const handler = 'api::banner.banner';

export default {
  routes: [
    open('GET', '/banner', `${handler}.find`),
    open('GET', '/banner/:id', `${handler}.findOne`),
    forStaff('POST', '/banner', `${handler}.create`, 'content.write'),
    forStaff('PUT', '/banner/:id', `${handler}.update`, 'content.write'),
    forStaff('DELETE', '/banner/:id', `${handler}.delete`, 'content.write'),
  ],
};
