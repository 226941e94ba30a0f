import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

export const ACCOUNT = { name: 'saptmarkets-test', key: '123456789012345', secret: 'not-a-real-secret' };

/** How the server behaves: as it should, by refusing, or by never answering. */
export type Behaviour = 'well' | 401 | 500 | 'silent';

type Part = { name: string; filename: string | null; bytes: Buffer };

type Call = { action: string; publicId: string; signed: boolean };

const partsOf = (body: Buffer, boundary: string): Part[] => {
  const parts: Part[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let start = body.indexOf(mark);
  for (let end = body.indexOf(mark, start + 1); end > 0; start = end, end = body.indexOf(mark, start + 1)) {
    const part = body.subarray(start + mark.length + 2, end - 2);
    const split = part.indexOf('\r\n\r\n');
    const head = part.toString('utf8', 0, split);
    parts.push({
      name: /\bname="([^"]*)"/.exec(head)?.[1] ?? '',
      filename: /filename="([^"]*)"/.exec(head)?.[1] ?? null,
      bytes: part.subarray(split + 4),
    });
  }
  return parts;
};

const UNSIGNED = ['file', 'api_key', 'signature', 'resource_type', 'cloud_name'];

/** Cloudinary's signature: the parameters in order, as a query, and the secret behind them, in SHA-1. */
const isSigned = (fields: Map<string, string>): boolean => {
  const text = [...fields]
    .filter(([name]) => !UNSIGNED.includes(name))
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, value]) => `${name}=${value}`.replace(/&/g, '%26'))
    .join('&');
  const signature = createHash('sha1')
    .update(text + ACCOUNT.secret)
    .digest('hex');
  const isFresh = Math.abs(Date.now() / 1000 - Number(fields.get('timestamp'))) < 3600;
  return fields.get('api_key') === ACCOUNT.key && fields.get('signature') === signature && isFresh;
};

/** A server that speaks Cloudinary's upload API over HTTP and keeps what it is given. */
export const startCloudinary = async () => {
  const stored = new Map<string, Buffer>();
  const calls: Call[] = [];
  let behaviour: Behaviour = 'well';
  let wellBehaved = 0;

  const answer = (response: http.ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };

  const take = async (publicId: string, bytes: Buffer): Promise<object> => {
    const { format, width, height } = await sharp(bytes).metadata();
    stored.set(publicId, bytes);
    const secure_url = `https://res.cloudinary.test/${ACCOUNT.name}/image/upload/v1/${publicId}.${format}`;
    return {
      public_id: publicId,
      version: 1,
      width,
      height,
      format,
      resource_type: 'image',
      type: 'upload',
      bytes: bytes.length,
      url: secure_url.replace('https', 'http'),
      secure_url,
    };
  };

  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const boundary = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
    const parts = partsOf(body, boundary);
    const fields = new Map(
      parts.filter((part) => part.filename === null).map((part) => [part.name, part.bytes.toString()]),
    );
    const [, version, cloud, , action = ''] = (request.url ?? '').split('/');
    const publicId = fields.get('public_id') ?? '';
    const signed = isSigned(fields);
    calls.push({ action, publicId, signed });
    if (version !== 'v1_1' || cloud !== ACCOUNT.name || request.method !== 'POST') {
      answer(response, 404, {});
      return;
    }
    if (!signed) {
      answer(response, 401, { error: { message: `Invalid Signature` } });
      return;
    }
    if (action === 'destroy') {
      answer(response, 200, { result: stored.delete(publicId) ? 'ok' : 'not found' });
      return;
    }
    const failing = wellBehaved > 0 ? 'well' : behaviour;
    wellBehaved -= 1;
    if (failing === 'silent') return;
    if (failing !== 'well') {
      answer(response, failing, { error: { message: `told to answer ${failing}` } });
      return;
    }
    const file = parts.find((part) => part.name === 'file');
    if (!file) {
      answer(response, 400, { error: { message: 'Missing required parameter - file' } });
      return;
    }
    answer(response, 200, await take(publicId, file.bytes));
  };

  const server = http.createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      answer(response, 500, { error: { message: String(error) } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    stored,
    calls,
    /** @param after how many uploads still go well */
    behave(how: Behaviour, after = 0): void {
      behaviour = how;
      wellBehaved = after;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type CloudinaryServer = Awaited<ReturnType<typeof startCloudinary>>;
