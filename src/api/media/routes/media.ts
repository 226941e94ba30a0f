import { takesFiles } from '../../../http/own-body';
import { forStaff } from '../../../http/route';

const handler = 'api::media.media';

takesFiles(/^\/api\/upload\/(image|multiple)\/?$/i);

export default {
  routes: [
    forStaff('POST', '/upload/image', `${handler}.uploadOne`, 'media.write'),
    forStaff('POST', '/upload/multiple', `${handler}.uploadMany`, 'media.write'),
    forStaff('PUT', '/upload/:filename', `${handler}.update`, 'media.write'),
    forStaff('DELETE', '/upload/:filename', `${handler}.delete`, 'media.write'),
  ],
};
