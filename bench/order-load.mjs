/**
 * The process of the customers: `node bench/order-load.mjs <file>`, the file being JSON of `url, path, tokens, company,
 * carts, seconds`. Each token is a customer who orders one random cart after the other. Prints one line of JSON.
 */
import fs from 'node:fs';
import autocannon from 'autocannon';

const { url, path, tokens, company, carts, seconds } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

const bodies = carts.map((cart) =>
  JSON.stringify({
    cart: cart.map(({ productId, quantity }) => ({ productId, quantity })),
    payment_method: 'cod',
    user_info: {
      name: 'Layla Mansour',
      contact: '+966500000000',
      address: '12 King Fahd Road',
      city: 'Riyadh',
    },
  }),
);

let customers = 0;
const asCustomer = (client) => {
  const token = tokens[customers++ % tokens.length];
  const headers = { company, Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const withCart = (request) => ({ ...request, body: bodies[Math.floor(Math.random() * bodies.length)] });
  client.setRequests([{ method: 'POST', path, headers, setupRequest: withCart }]);
};

const refusals = {};
const result = await autocannon({
  url,
  connections: tokens.length,
  duration: seconds,
  timeout: 30,
  requests: [{ method: 'POST', path }],
  setupClient: (client) => {
    asCustomer(client);
    client.on('body', (body) => {
      const text = body.toString();
      const code = /"code":"(\w+)"/.exec(text.slice(0, 400))?.[1];
      if (text.startsWith('{"data":null') && code) refusals[code] = (refusals[code] ?? 0) + 1;
    });
  },
});

process.stdout.write(
  `${JSON.stringify({
    perSecond: result['2xx'] / result.duration,
    orders: result['2xx'],
    p50: result.latency.p50,
    p97: result.latency.p97_5,
    p99: result.latency.p99,
    failures: result.errors + result.timeouts + result.non2xx,
    refusals,
  })}\n`,
);
