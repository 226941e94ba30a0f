import type { z } from 'zod';
import type { Endpoint, Keys, Mode } from '../account';
import { failureOf } from '../failure';
import { ProviderUnavailable } from '../provider';
import { failureBody, tokenBody } from './wire';

/** How long before its end a token is no longer used. */
const MARGIN_SECONDS = 60;

export type PaypalRequest = {
  method: 'GET' | 'POST';
  path: string;
  /** under it PayPal does the same once */
  requestId?: string;
  body?: object;
};

/** Asks PayPal's API, signed in. What comes back has the form that was asked for. */
export type PaypalClient = <Answer>(request: PaypalRequest, answer: z.ZodType<Answer>) => Promise<Answer>;

/** Where an account's API is. */
export const paypalBase = (mode: Mode): string =>
  mode === 'live' ? 'https://api-m.paypal.com' : 'https://api-m.sandbox.paypal.com';

type Reply = { status: number; body: unknown };

const send = async (url: string, init: RequestInit, timeoutMs: number): Promise<Reply> => {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as unknown) };
  } catch {
    throw new ProviderUnavailable('PayPal did not answer, or not in JSON');
  }
};

const asFailure = ({ status, body }: Reply): Error => {
  const failure = failureBody.safeParse(body).data;
  const [detail] = failure?.details ?? [];
  return failureOf('PayPal', status, detail?.issue ?? failure?.name);
};

const parsed = <Answer>(reply: Reply, answer: z.ZodType<Answer>): Answer => {
  if (reply.status >= 400) throw asFailure(reply);
  const { data, success } = answer.safeParse(reply.body);
  if (!success) {
    throw new ProviderUnavailable('PayPal answered something else than was asked', { status: reply.status });
  }
  return data;
};

/** A client that signs in when it has to, and again when its token is refused. */
export const createPaypalClient = (
  { clientId, clientSecret }: Keys<'paypal'>,
  { baseUrl, timeoutMs }: Endpoint,
): PaypalClient => {
  let token: Promise<{ value: string; until: number }> | null = null;

  const signIn = async (): Promise<{ value: string; until: number }> => {
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const headers = {
      Authorization: `Basic ${credentials}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    const init = { method: 'POST', headers, body: 'grant_type=client_credentials' };
    const reply = await send(`${baseUrl}/v1/oauth2/token`, init, timeoutMs);
    const { access_token: value, expires_in: seconds } = parsed(reply, tokenBody);
    return { value, until: Date.now() + (seconds - MARGIN_SECONDS) * 1000 };
  };

  const currentToken = async (): Promise<string> => {
    const signingIn = token ?? signIn();
    token = signingIn;
    try {
      const { value, until } = await signingIn;
      if (Date.now() < until) return value;
    } catch (error) {
      if (token === signingIn) token = null;
      throw error;
    }
    if (token === signingIn) token = null;
    return (await (token ??= signIn())).value;
  };

  const ask = async ({ method, path, requestId, body }: PaypalRequest): Promise<Reply> => {
    const headers = {
      Authorization: `Bearer ${await currentToken()}`,
      'Content-Type': 'application/json',
      Prefer: 'return=representation',
      ...(requestId !== undefined && { 'PayPal-Request-Id': requestId }),
    };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    return send(`${baseUrl}${path}`, init, timeoutMs);
  };

  return async (request, answer) => {
    let reply = await ask(request);
    if (reply.status === 401) {
      token = null;
      reply = await ask(request);
    }
    return parsed(reply, answer);
  };
};
