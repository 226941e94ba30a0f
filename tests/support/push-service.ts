import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { unique } from './unique';

/** What a browser has got. */
export interface PushedMessage {
  shown: Record<string, unknown>;
  ttl: number;
  urgency: string | undefined;
  topic: string | undefined;
  /** the claims of the token by which the shop said who it is */
  claims: { aud: string; exp: number; sub: string };
  /** the key with which that token is signed, in base64url */
  key: string;
}

/** What a push service says; `silent` is nothing at all. */
export type PushAnswer = { status: number; headers?: Record<string, string> } | 'silent';

/** A browser that has subscribed. */
export interface Browser {
  subscription: { endpoint: string; expirationTime: null; keys: { p256dh: string; auth: string } };
  got: PushedMessage[];
  /** how often its push service was called */
  calls: () => number;
  /** what its push service says from now on; after the last answer it takes everything */
  answers: (...answers: PushAnswer[]) => void;
}

/** Takes a message apart as browsers do (RFC 8188, RFC 8291). */
const decrypt = (body: Buffer, ecdh: crypto.ECDH, auth: Buffer): string => {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + sender.length);
  const derive = (key: Buffer, from: Buffer, info: Buffer | string, length: number): Buffer =>
    Buffer.from(crypto.hkdfSync('sha256', key, from, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
  const material = derive(ecdh.computeSecret(sender), auth, info, 32);
  const key = derive(material, salt, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = derive(material, salt, 'Content-Encoding: nonce\0', 12);
  const decipher = crypto.createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
};

/** Checks who sends (RFC 8292), and answers what they say of themselves. */
const identify = (authorization: string): Pick<PushedMessage, 'claims' | 'key'> => {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, 'base64url');
  const publicKey = crypto.createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const [header = '', payload = '', signature = ''] = token.split('.');
  const signed = crypto.verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!signed) throw new Error('the token is not signed with the key beside it');
  return { key, claims: JSON.parse(Buffer.from(payload, 'base64url').toString()) as PushedMessage['claims'] };
};

type Subscribed = { browser: Browser; ecdh: crypto.ECDH; auth: Buffer; queue: PushAnswer[]; count: number };

/** A push service over HTTP with the browsers behind it. */
export const startPushService = async () => {
  const subscribed = new Map<string, Subscribed>();

  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const known = subscribed.get(request.url ?? '');
    if (!known) {
      response.writeHead(404).end();
      return;
    }
    known.count += 1;
    const answer = known.queue.shift() ?? { status: 201 };
    if (answer === 'silent') return;
    if (answer.status < 300) {
      const { headers } = request;
      if (headers['content-encoding'] !== 'aes128gcm') throw new Error('not encrypted as browsers expect');
      known.browser.got.push({
        shown: JSON.parse(decrypt(body, known.ecdh, known.auth)) as Record<string, unknown>,
        ttl: Number(headers['ttl']),
        urgency: headers['urgency'] as string | undefined,
        topic: headers['topic'] as string | undefined,
        ...identify(headers.authorization ?? ''),
      });
    }
    response.writeHead(answer.status, answer.headers).end();
  };

  const server = http.createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    origin,
    /** A browser that the shop knows nothing of yet. */
    newBrowser: (): Browser => {
      const path = `/push/${unique('browser-')}`;
      const ecdh = crypto.createECDH('prime256v1');
      const auth = crypto.randomBytes(16);
      const keys = { p256dh: ecdh.generateKeys('base64url'), auth: auth.toString('base64url') };
      const known: Subscribed = { browser: null as never, ecdh, auth, queue: [], count: 0 };
      known.browser = {
        subscription: { endpoint: origin + path, expirationTime: null, keys },
        got: [],
        calls: () => known.count,
        answers: (...answers) => void known.queue.push(...answers),
      };
      subscribed.set(path, known);
      return known.browser;
    },
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type PushService = Awaited<ReturnType<typeof startPushService>>;
