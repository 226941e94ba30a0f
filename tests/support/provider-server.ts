import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { ProviderName } from '../../src/payments/provider';

/**
 * How a payment provider behaves: as it should; never answering, without having done anything or (`secretive`) after it;
 * answering 500, likewise (`lossy` after having done it); with what is no JSON; with `{}`; refusing, the keys (`locked`),
 * or to know of such a call (`unable`). What it says then repeats the secret keys.
 */
export type ProviderBehaviour =
  | 'well'
  | 'silent'
  | 'secretive'
  | 'broken'
  | 'lossy'
  | 'garbled'
  | 'empty'
  | 'refusing'
  | 'locked'
  | 'unable';

/** A request that came, and what was said to it; null where nothing was. */
export interface ProviderCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
  text: string;
  status: number | null;
}

export interface Reply {
  status: number;
  body: unknown;
}

/** What happens to a payment behind the shop's back. */
export interface Different {
  amount?: number;
  currency?: string;
}

/** How an event that is posted to the webhook differs from an honest one. */
export interface WebhookOptions extends Different {
  /** the same as that of an event before, to tell of it again */
  eventId?: string;
  /** another one than the shop knows, for a forged event */
  secret?: string;
  /** when it was signed */
  at?: Date;
  /** of real payments, where the keys are of tests */
  isLive?: boolean;
}

export type WebhookKind = 'paid' | 'approved' | 'declined' | 'closed' | 'refund' | 'other';

/** What is posted to the webhook, byte by byte. */
export interface WebhookRequest {
  headers: Record<string, string>;
  body: Buffer;
}

/** A payment provider of tests: a server that speaks its wire format, and what customers and time do there. */
export interface TestProvider {
  name: ProviderName;
  url: string;
  /** as `PUT /setting { payments: { <name>: keys } }` takes them */
  keys: Record<string, string>;
  /** those of the keys that nobody may see */
  secrets: string[];
  calls: ProviderCall[];
  /** what it tells the shop when the customer has done all that is asked of them */
  tellsOfPaying: 'paid' | 'approved';
  /** The customer pays; at PayPal the shop has to take the money then. Amounts in minor units. */
  pay: (providerId: string, different?: Different) => void;
  /** The customer agrees to pay, and the shop has to take the money. */
  approve: (providerId: string) => void;
  /** The customer tries in vain. */
  decline: (providerId: string) => void;
  /** Nobody can pay it any more. */
  close: (providerId: string) => void;
  /** What becomes of refunds from now on at first. */
  refundsAre: (status: 'succeeded' | 'pending' | 'failed') => void;
  /** What becomes of a refund at last. */
  settleRefund: (providerId: string, status: 'succeeded' | 'failed') => void;
  /**
   * Staff give money back at the provider's own desk.
   * @param chargeId what a refund names
   * @param amount in minor units
   * @returns the refund's id
   */
  refundAtDesk: (chargeId: string, amount: number) => string;
  /** the refunds that were made, oldest first; amounts in minor units, `refundId` is empty of those made at its desk */
  refunds: () => { id: string; chargeId: string; amount: number; refundId: string }[];
  /** how many payments were begun under this id of ours */
  countOf: (paymentId: string) => number;
  /** @param id of a payment, or of a refund, as the provider calls it; none for `other` */
  webhook: (kind: WebhookKind, id?: string, options?: WebhookOptions) => WebhookRequest;
  /** @param only the calls whose `<METHOD> <path>` fits; @param times how many of them, then it is well again */
  behave: (how: ProviderBehaviour, only?: RegExp, times?: number) => void;
  /** From now on each call takes so many milliseconds, half of them before anything is done. */
  delay: (ms: number) => void;
  stop: () => Promise<void>;
}

const pause = async (ms: number): Promise<void> => {
  if (ms > 0) await wait(ms);
};

/** Answers requests of a provider, and misbehaves when told to. */
export const startProviderServer = async (
  handle: (call: ProviderCall) => Reply,
  replies: { refusal: Reply; locked: Reply },
): Promise<Pick<TestProvider, 'url' | 'calls' | 'behave' | 'delay' | 'stop'>> => {
  const calls: ProviderCall[] = [];
  let delayMs = 0;
  let misbehaviour: { how: ProviderBehaviour; only: RegExp; left: number } | null = null;

  const behaviourAt = (call: ProviderCall): ProviderBehaviour => {
    if (!misbehaviour || misbehaviour.left === 0 || !misbehaviour.only.test(`${call.method} ${call.path}`)) {
      return 'well';
    }
    misbehaviour.left -= 1;
    return misbehaviour.how;
  };

  const replyTo = (call: ProviderCall, how: ProviderBehaviour): Reply | null => {
    const broken = { status: 500, body: {} };
    switch (how) {
      case 'silent':
        return null;
      case 'broken':
        return broken;
      case 'empty':
        return { status: 200, body: {} };
      case 'unable':
        return { status: 405, body: {} };
      case 'refusing':
        return replies.refusal;
      case 'locked':
        return replies.locked;
      case 'secretive':
        handle(call);
        return null;
      case 'lossy':
        handle(call);
        return broken;
      default:
        return handle(call);
    }
  };

  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://provider');
    const text = (await buffer(request)).toString('utf8');
    const { method = 'GET', headers } = request;
    const call: ProviderCall = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      text,
      status: null,
    };
    calls.push(call);
    const how = behaviourAt(call);
    await pause(delayMs / 2);
    const reply = replyTo(call, how);
    await pause(delayMs / 2);
    if (!reply) return;
    call.status = reply.status;
    const said = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
    response
      .writeHead(reply.status, { 'Content-Type': 'application/json' })
      .end(how === 'garbled' ? '<html>' : said);
  };

  const server = http.createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(599).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    behave(how, only = /^/, times = Infinity) {
      misbehaviour = { how, only, left: times };
    },
    delay(ms) {
      delayMs = ms;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
