/**
 * The process that sends the requests, so that counting them takes nothing from the server's own:
 * `node bench/load.mjs <file>`, the file being JSON of `url, paths, headers, connections, seconds`. With
 * several paths each request takes the next one. Prints one line of JSON.
 */
import fs from 'node:fs';
import autocannon from 'autocannon';

const { url, paths, headers, connections, seconds } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

let sent = 0;
const nextPath = (request) => ({ ...request, path: paths[sent++ % paths.length] });

const result = await autocannon({
  url,
  headers,
  connections,
  duration: seconds,
  timeout: 30,
  requests: [
    paths.length > 1 ? { method: 'GET', setupRequest: nextPath } : { method: 'GET', path: paths[0] },
  ],
});

process.stdout.write(
  `${JSON.stringify({
    requestsPerSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p97: result.latency.p97_5,
    p99: result.latency.p99,
    bytes: result.requests.total === 0 ? 0 : result.throughput.total / result.requests.total,
    requests: result.requests.total,
    failures: result.errors + result.timeouts + result.non2xx,
  })}\n`,
);
