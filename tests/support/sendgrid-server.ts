import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export const SENDGRID_KEY = 'SG.test-key.not-a-real-secret';

/** How the server behaves: as it should, by refusing, by never answering, or by taking a mail without saying so. */
export type SendgridBehaviour = 'well' | 400 | 401 | 429 | 500 | 'silent' | 'secretive';

/** The body of `POST /v3/mail/send`, as far as we use it. */
export interface SendgridMail {
  personalizations: {
    to: { email: string; name?: string }[];
    cc?: { email: string }[];
    custom_args?: Record<string, string>;
    headers?: Record<string, string>;
  }[];
  from: { email: string; name?: string };
  subject: string;
  content: { type: string; value: string }[];
  attachments?: { filename: string; type: string; disposition: string; content: string }[];
  headers: Record<string, string>;
  custom_args: Record<string, string>;
  tracking_settings: { click_tracking: { enable: boolean }; open_tracking: { enable: boolean } };
}

const REASONS: Record<number, string> = {
  400: 'Does not contain a valid address.',
  401: 'The provided authorization grant is invalid, expired, or revoked',
  429: 'too many requests',
  500: 'internal error',
};

/** A server that speaks SendGrid's API for mails over HTTP and keeps what it accepts. */
export const startSendgrid = async () => {
  const accepted: SendgridMail[] = [];
  let asked = 0;
  let behaviour: SendgridBehaviour = 'well';

  const refuse = (response: http.ServerResponse, status: number): void => {
    const errors = [{ message: REASONS[status], field: null, help: null }];
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ errors }));
  };

  const serve = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const mail = (await json(request)) as SendgridMail;
    asked += 1;
    if (request.method !== 'POST' || request.url !== '/v3/mail/send') {
      refuse(response, 404);
      return;
    }
    if (behaviour === 'silent') return;
    if (behaviour === 'secretive') {
      accepted.push(mail);
      return;
    }
    if (behaviour !== 'well') {
      refuse(response, behaviour);
      return;
    }
    if (request.headers.authorization !== `Bearer ${SENDGRID_KEY}`) {
      refuse(response, 401);
      return;
    }
    accepted.push(mail);
    response.writeHead(202, { 'X-Message-Id': `accepted-${accepted.length}` }).end();
  };

  const server = http.createServer((request, response) => {
    serve(request, response).catch(() => refuse(response, 400));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    /** the mails that were answered with 202 */
    accepted,
    /** how many requests came, whatever was answered */
    asked: (): number => asked,
    behave(how: SendgridBehaviour): void {
      behaviour = how;
    },
    forget(): void {
      accepted.length = 0;
      asked = 0;
      behaviour = 'well';
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type SendgridServer = Awaited<ReturnType<typeof startSendgrid>>;
