import http from 'node:http';
import https from 'node:https';
import webPush from 'web-push';
import { PrivateAddress, publicLookup } from './address';
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

/** What a push service said; `later` with the pause that it asked for, in milliseconds. */
export type Delivery =
  | { outcome: 'taken' }
  | { outcome: 'gone' }
  | { outcome: 'refused'; status: number }
  | { outcome: 'later'; status: number; pauseMs: number | null };

const MOST_ANSWERED = 16 * 1024;

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true }),
};

/** @returns milliseconds; null where it says nothing that could be read */
const pauseOf = (retryAfter: string | undefined): number | null => {
  if (retryAfter === undefined) return null;
  const seconds = Number(retryAfter);
  const pause = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(pause) && pause > 0 ? pause : null;
};

const readAnswer = ({ statusCode: status = 0, headers }: http.IncomingMessage): Delivery => {
  if (status >= 200 && status < 300) return { outcome: 'taken' };
  if (status === 404 || status === 410) return { outcome: 'gone' };
  if (status === 429 || status >= 500) {
    return { outcome: 'later', status, pauseMs: pauseOf(headers['retry-after']) };
  }
  return { outcome: 'refused', status };
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
 * 8030). Redirections are not followed; a subscription that leads into somebody's own network counts as gone.
 * @throws whatever keeps the push service from answering
 */
export const deliver = async (
  { endpoint, p256dh, auth }: Subscription,
  { payload, ttl, isUrgent, topic }: Push,
  settings: PushSettings,
  signal: AbortSignal,
): Promise<Delivery> => {
  if (complaintOfEndpoint(endpoint, settings.privateAddresses) !== null) return { outcome: 'gone' };
  const { subject, publicKey, privateKey } = settings;
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: { subject, publicKey, privateKey },
    contentEncoding: webPush.supportedContentEncodings.AES_128_GCM,
    TTL: ttl,
    urgency: isUrgent ? 'high' : 'normal',
    topic,
  });
  try {
    return await post(new URL(endpoint), { headers, body }, settings, signal);
  } catch (error) {
    if (error instanceof PrivateAddress) return { outcome: 'gone' };
    throw error;
  }
};
