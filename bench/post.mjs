import { Failure } from '../scripts/launch/failure.mjs';
import { HEADERS } from './reads.mjs';

/** Sends a body to a server of ours, and answers its `data`. @throws Failure for any refusal */
export async function post(server, target, body, token) {
  const response = await fetch(`${server.base}${target}`, {
    method: 'POST',
    headers: {
      ...HEADERS,
      'Content-Type': 'application/json',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Failure(`${target} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text).data;
}
