import type { Core } from '@strapi/strapi';
import type { Pace } from './allowance';

/** What `config/realtime` says. */
export type RealtimeSettings = {
  locationMs: number;
  processes: number;
  transports: ('polling' | 'websocket')[];
  pingIntervalMs: number;
  pingTimeoutMs: number;
  connectMs: number;
  lookingMs: number;
  recoveryMs: number;
  mostBytes: number;
  messages: Pace;
  ofAccount: Pace;
  refusals: Pace;
  most: {
    perAccount: number;
    perAddress: number;
    handshakes: number;
    orders: number;
    products: number;
    waiting: number;
  };
};

export const realtimeSettings = (strapi: Core.Strapi): RealtimeSettings =>
  strapi.config.get<RealtimeSettings>('realtime');
