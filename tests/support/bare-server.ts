import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a server says to `<METHOD> <path>`: a body for JSON, or a status alone, with words of no format. */
export type BareAnswers = Record<string, object | number>;

/** A server that knows a few answers and nothing else; whatever it does not know it does not find. */
export interface BareServer {
  url: string;
  answers: BareAnswers;
  /** `<METHOD> <path>` of each call */
  calls: string[];
  stop: () => Promise<void>;
}

export const startBareServer = async (): Promise<BareServer> => {
  const bare: Pick<BareServer, 'answers' | 'calls'> = { answers: {}, calls: [] };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bare');
    const call = `${request.method} ${pathname}`;
    bare.calls.push(call);
    const answer = bare.answers[call] ?? 404;
    void buffer(request).then(() => {
      if (typeof answer === 'number') response.writeHead(answer).end(`<h1>${answer}</h1>`);
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(bare, {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
};
