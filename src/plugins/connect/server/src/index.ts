import type { Core } from '@strapi/strapi';
import { tellLocations } from './realtime/locations';
import { realtimeSettings } from './realtime/settings';
import { openSockets } from './realtime/sockets';

type Context = { strapi: Core.Strapi };

/** What ends with the plugin, in this order. */
let endings: (() => Promise<void>)[] = [];

export default {
  bootstrap({ strapi }: Context): void {
    const closeSockets = openSockets(strapi);
    endings = [tellLocations(strapi, realtimeSettings(strapi).locationMs), closeSockets];
  },

  async destroy(): Promise<void> {
    for (const end of endings) await end();
  },
};
