import type { Core } from '@strapi/strapi';
import { tellLocations } from './realtime/locations';
import { openSockets } from './realtime/sockets';

/** The part of config/realtime.ts that says when. */
type RealtimeTimes = { locationMs: number };

type Context = { strapi: Core.Strapi };

/** What ends with the plugin, in this order. */
let endings: (() => Promise<void>)[] = [];

export default {
  bootstrap({ strapi }: Context): void {
    const closeSockets = openSockets(strapi);
    const { locationMs } = strapi.config.get<RealtimeTimes>('realtime');
    endings = [tellLocations(strapi, locationMs), closeSockets];
  },

  async destroy(): Promise<void> {
    for (const end of endings) await end();
  },
};
