import Razorpay from 'razorpay';
import { z } from 'zod';
import type { Endpoint, Keys } from '../account';
import { failureOf } from '../failure';
import { ProviderUnavailable } from '../provider';
import { text } from '../wire';

/** The SDK passes on what Razorpay said of a failure, but not that there was none, or what its HTTP client said. */
const failureBody = z.object({
  statusCode: z.number(),
  error: z
    .object({
      code: text,
      reason: text,
    })
    .optional()
    .catch(undefined),
});

const httpFailure = z
  .object({ response: z.object({ status: z.number(), data: z.unknown() }) })
  .transform(({ response: { status, data } }) => ({
    statusCode: status,
    error: failureBody.shape.error.parse((data as { error?: unknown } | null)?.error),
  }));

const asFailure = (thrown: unknown): Error => {
  const { data: failure } = z.union([failureBody, httpFailure]).safeParse(thrown);
  const { code, reason } = failure?.error ?? {};
  return failureOf('Razorpay', failure?.statusCode, reason && reason !== 'NA' ? reason : code);
};

/** The SDK, and the HTTP client inside it, which its types do not tell of. */
export type RazorpayClient = Razorpay & {
  api: {
    rq: {
      defaults: object;
      post: (
        path: string,
        body: object,
        options: { headers: Record<string, string> },
      ) => Promise<{ data: unknown }>;
    };
  };
};

/** The SDK, which knows neither other addresses nor timeouts. */
export const createRazorpayClient = (
  { keyId, keySecret }: Keys<'razorpay'>,
  { baseUrl, timeoutMs }: Endpoint,
): RazorpayClient => {
  const client = new Razorpay({ key_id: keyId, key_secret: keySecret }) as RazorpayClient;
  Object.assign(client.api.rq.defaults, { baseURL: baseUrl.replace(/\/$/, ''), timeout: timeoutMs });
  return client;
};

/** Waits for a call, and for an answer of the form that was asked for. */
export const asked = async <Answer>(call: Promise<unknown>, answer: z.ZodType<Answer>): Promise<Answer> => {
  let body: unknown;
  try {
    body = await call;
  } catch (error) {
    throw asFailure(error);
  }
  const { data, success } = answer.safeParse(body);
  if (!success)
    throw new ProviderUnavailable('Razorpay answered something else than was asked', { status: 200 });
  return data;
};
