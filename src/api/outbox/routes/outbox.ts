import { forStaff } from '../../../http/route';

const handler = 'api::outbox.outbox';

export default {
  routes: [
    forStaff('GET', '/outbox', `${handler}.figures`, 'settings.read'),
    forStaff('GET', '/outbox/dead-letters', `${handler}.find`, 'settings.read'),
    forStaff('POST', '/outbox/dead-letters/retry', `${handler}.retryAll`, 'settings.write'),
    forStaff('POST', '/outbox/dead-letters/:id/retry', `${handler}.retry`, 'settings.write'),
    forStaff('DELETE', '/outbox/dead-letters/:id', `${handler}.discard`, 'settings.write'),
  ],
};
