import http from 'node:http';
import https from 'node:https';
import webPush from 'web-push';
import { publicLookup } from './address';
import { complaintOfEndpoint } from './endpoint';
import type { PushSettings } from './settings';

/** A browser that takes what is pushed, and its keys in base64url. */
export type Subscription = { endpoint: string; p256dh: string; auth: string };

/** What is pushed: up to some 3,900 bytes. */
export type Push = {
  payload: string;
  /** seconds for which the push service keeps it for a browser that it cannot reach */
  ttl: number;
  isUrgent: boolean;
  /** what replaces an earlier one of the same topic; up to 32 characters of base64url */
  topic: string;
};

/** What a push service said, in words; `later` with the pause that it asked for, in milliseconds. */
export type Delivery =
  | { outcome: 'taken' }
  | { outcome: 'gone' }
  | { outcome: 'refused'; why: string }
  | { outcome: 'later'; why: string; pauseMs: number | null };

const MOST_ANSWERED = 16 * 1024;

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

const WHOLE_SECONDS = /^\d{1,9}$/;

/** @returns milliseconds; null where it says no whole seconds */
const pauseOf = (retryAfter: string | undefined): number | null =>
  retryAfter !== undefined && WHOLE_SECONDS.test(retryAfter) ? Number(retryAfter) * 1_000 : null;

const readAnswer = ({ statusCode: status = 0, headers }: http.IncomingMessage): Delivery => {
  if (status >= 200 && status < 300) return { outcome: 'taken' };
  if (status === 404 || status === 410) return { outcome: 'gone' };
  const why = `a push service answered ${status}`;
  if (status === 429 || status >= 500) {
    return { outcome: 'later', why, pauseMs: pauseOf(headers['retry-after']) };
  }
  return { outcome: 'refused', why };
};

/** Reads an answer to its end, so that the connection can be used again, but not an endless one. */
const drain = (response: http.IncomingMessage): void => {
  let read = 0;
  response.on('error', () => undefined);
  response.on('data', ({ length }: Buffer) => {
    read += length;
    if (read > MOST_ANSWERED) response.destroy();
  });
};

const post = (
  url: URL,
  { headers, body }: { headers: http.OutgoingHttpHeaders; body: Buffer },
  { timeoutMs, privateAddresses }: PushSettings,
  signal: AbortSignal,
): Promise<Delivery> =>
  new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? http : https).request(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': body.length },
      agent: agents[url.protocol === 'http:' ? 'http:' : 'https:'],
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(!privateAddresses && { lookup: publicLookup }),
    });
    request.on('response', (response) => {
      drain(response);
      resolve(readAnswer(response));
    });
    request.on('error', reject);
    request.end(body);
  });

/**
 * Encrypts something for a browser (RFC 8291), says who sends it (RFC 8292) and hands it to its push service (RFC
 * 8030). Redirections are not followed.
 * @throws PrivateAddress for what leads into somebody's own network, and whatever keeps the push service from answering
 */
export const deliver = async (
  { endpoint, p256dh, auth }: Subscription,
  { payload, ttl, isUrgent, topic }: Push,
  settings: PushSettings,
  signal: AbortSignal,
): Promise<Delivery> => {
  const complaint = complaintOfEndpoint(endpoint, settings.privateAddresses);
  if (complaint !== null) return { outcome: 'refused', why: `a browser's address ${complaint}` };
  const { subject, publicKey, privateKey } = settings;
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: { subject, publicKey, privateKey },
    contentEncoding: webPush.supportedContentEncodings.AES_128_GCM,
    TTL: ttl,
    urgency: isUrgent ? 'high' : 'normal',
    topic,
  });
  return post(new URL(endpoint), { headers, body }, settings, signal);
};
