import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { app } from '../support/application';

const MEGABYTE = 1024 * 1024;

describe('a connection', () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  afterAll(() => agent.destroy());

  const ask = (method: string, path: string, headers: object = {}, body?: Buffer): Promise<number> =>
    new Promise((resolve, reject) => {
      const request = http.request(`${app.url}${path}`, {
        method,
        agent,
        headers: { ...headers },
        timeout: 8_000,
      });
      request.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      request.on('timeout', () => request.destroy(new Error(`${path} is not answered`)));
      request.on('error', reject);
      request.end(body);
    });

  test('serves the next request after a body was refused that is larger than it looks', async () => {
    const body = gzipSync(Buffer.alloc(200 * MEGABYTE));
    const headers = {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      'Content-Length': body.length,
    };
    expect(await ask('POST', '/api/customer/login', headers, body)).toBe(413);
    expect(await ask('GET', '/api/nothing')).toBe(404);
  }, 30_000);
});
