/**
 * The process of the phones: `node bench/location-load.mjs <file>`, the file being JSON of `url, company, tokens, points,
 * from, seconds, batchesPerSecond`. Each token is a driver who tells one batch after the other; with `batchesPerSecond`
 * they take turns at that pace, whether the server has answered or not. Prints one line of JSON.
 */
import fs from 'node:fs';
import http from 'node:http';
import { batchesOf } from './location-batches.mjs';
import { percentile } from './statistics.mjs';

const { url, company, tokens, points, from, seconds, batchesPerSecond } = JSON.parse(
  fs.readFileSync(process.argv[2], 'utf8'),
);

const agent = new http.Agent({ keepAlive: true, maxSockets: tokens.length });
const took = [];
let accepted = 0;
const failures = [];

function tell(token, batch) {
  const body = JSON.stringify({ points: batch });
  const headers = {
    company,
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(`${url}/api/mobile-delivery/location`, { method: 'POST', headers, agent });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        took.push(performance.now() - began);
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 202) accepted += JSON.parse(text).data.accepted;
        else failures.push(`${response.statusCode} ${text.slice(0, 200)}`);
        resolve();
      });
    });
    request.end(body);
  });
}

const drivers = tokens.map((token) => ({ token, batches: batchesOf(from, points) }));
const next = ({ token, batches }) => tell(token, batches.next().value);
const began = performance.now();
const until = began + seconds * 1000;

async function oneAfterTheOther(driver) {
  while (performance.now() < until) await next(driver);
}

async function atAPace() {
  const told = [];
  for (let number = 0; performance.now() < until; number += 1) {
    told.push(next(drivers[number % drivers.length]));
    const due = began + ((number + 1) * 1000) / batchesPerSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
  await Promise.all(told);
}

if (batchesPerSecond) await atAPace();
else await Promise.all(drivers.map(oneAfterTheOther));
const lasted = (performance.now() - began) / 1000;
agent.destroy();

process.stdout.write(
  `${JSON.stringify({
    perSecond: accepted / lasted,
    accepted,
    ignored: took.length * points - accepted,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    failures,
  })}\n`,
);
