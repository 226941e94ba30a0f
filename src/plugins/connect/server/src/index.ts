import type { Core } from '@strapi/strapi';
import { openSockets } from './realtime/sockets';

type Context = { strapi: Core.Strapi };

let closeSockets: () => Promise<void> = () => Promise.resolve();

export default {
  bootstrap({ strapi }: Context): void {
    closeSockets = openSockets(strapi);
  },

  async destroy(): Promise<void> {
    await closeSockets();
  },
};
