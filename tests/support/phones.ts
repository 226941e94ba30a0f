import { randomUUID } from 'node:crypto';
import { api, type RequestOptions } from './application';

/** Numbers between 0 and 1 that are the same in every run with the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** What a phone tells of an order. */
export interface PhoneEvent {
  orderId: string;
  status: string;
  eventId: string;
  seq: number;
  at: string;
  [field: string]: unknown;
}

/** What became of an event. */
export interface PhoneResult {
  eventId: string;
  status: string;
  error: { code: string; message: string } | null;
}

/** An order as its driver sees it. */
export interface DriverOrder {
  documentId: string;
  delivery_status: string;
  cash_due: number;
  cart: { id: string; quantity: number }[];
  delivery: { isMine: boolean; isOffer: boolean };
}

/** How often something goes wrong on the way, between 0 and 1. */
export interface Network {
  offline: number;
  answerLost: number;
  heldBack: number;
}

/**
 * A driver's phone that is often out of reach: what it has to tell waits in it, is sent in any order, with gaps that are
 * closed later, and again when the answer was lost.
 */
export class Phone {
  private seq = 0;
  private readonly unsent: PhoneEvent[] = [];
  /** What was answered to each event at last. */
  readonly results = new Map<string, PhoneResult>();

  constructor(
    readonly options: RequestOptions,
    private readonly random: () => number,
    private readonly network: Network,
  ) {}

  /** Whether everything was told, and answered. */
  get isDone(): boolean {
    return this.unsent.length === 0;
  }

  say(orderId: string, status: string, further: object = {}): string {
    const event = {
      orderId,
      status,
      eventId: randomUUID(),
      seq: (this.seq += 1),
      at: new Date().toISOString(),
    };
    this.unsent.push({ ...event, ...further });
    return event.eventId;
  }

  async orders(): Promise<DriverOrder[]> {
    const response = await api.get('/api/mobile-delivery/orders', {
      ...this.options,
      query: { 'pagination[pageSize]': 100 },
    });
    if (response.status !== 200) throw new Error(`GET /mobile-delivery/orders: ${response.text}`);
    return response.body.data as DriverOrder[];
  }

  /** Sends what waits, as far as the network lets it. */
  async sync(): Promise<void> {
    if (this.unsent.length === 0 || this.happens(this.network.offline)) return;
    const batch = this.unsent.filter(() => !this.happens(this.network.heldBack));
    if (batch.length === 0) return;
    batch.sort(() => this.random() - 0.5);
    const answered = batch.length === 1 ? [await this.sendOne(batch[0]!)] : await this.sendBatch(batch);
    if (this.happens(this.network.answerLost)) return;
    for (const result of answered) {
      this.results.set(result.eventId, result);
      const place = this.unsent.findIndex(({ eventId }) => eventId === result.eventId);
      // What waits for others is told again, to hear what becomes of it.
      if (result.status !== 'waiting') this.unsent.splice(place, 1);
    }
  }

  private happens(chance: number): boolean {
    return this.random() < chance;
  }

  private async sendOne({ orderId, ...body }: PhoneEvent): Promise<PhoneResult> {
    const response = await api.put(`/api/mobile-delivery/orders/${orderId}`, body, this.options);
    const { eventId } = body;
    if (response.status === 200) return { ...response.body.data.event, eventId, error: null } as PhoneResult;
    if (response.status < 400 || response.status >= 500)
      throw new Error(`${response.status} ${response.text}`);
    return { eventId, status: 'refused', error: response.body.error };
  }

  private async sendBatch(events: PhoneEvent[]): Promise<PhoneResult[]> {
    const response = await api.post('/api/mobile-delivery/events', { events }, this.options);
    if (response.status !== 200) throw new Error(`POST /mobile-delivery/events: ${response.text}`);
    return response.body.data as PhoneResult[];
  }
}
