import { openPostOffice } from '../../../src/mail/post-office';
import { createCircuit } from '../../../src/mail/circuit';
import { DeliveryFailure, type MailTransport, type OutgoingMail } from '../../../src/mail/transport';

const mail = { messageId: '<1@example.com>' } as OutgoingMail;

/** A transport that does with each mail what its list says, and the last of it from then on. */
const transport = (name: string, ...outcomes: ('takes' | 'later' | 'never')[]) => {
  let asked = 0;
  const send = async (): Promise<void> => {
    const outcome = outcomes[Math.min(asked, outcomes.length - 1)];
    asked += 1;
    if (outcome !== 'takes') throw new DeliveryFailure(`${name}: ${outcome}`, { retry: outcome === 'later' });
  };
  return { name, send, asked: () => asked } satisfies MailTransport & { asked: () => number };
};

const { signal } = new AbortController();

describe('which transport gets a mail', () => {
  test('the first that takes it, and no other', async () => {
    const [first, second] = [transport('first', 'takes'), transport('second', 'takes')];
    expect(await openPostOffice([first, second])(mail, signal)).toBe('first');
    expect(second.asked()).toBe(0);
  });

  test('the next when the first does not take it, whatever the reason', async () => {
    for (const outcome of ['later', 'never'] as const) {
      const second = transport('second', 'takes');
      expect(await openPostOffice([transport('first', outcome), second])(mail, signal)).toBe('second');
      expect(second.asked()).toBe(1);
    }
  });

  test('none when the process is to stop before it is handed over', async () => {
    const stopping = new AbortController();
    const first: MailTransport = {
      name: 'first',
      send: async () => {
        stopping.abort(new Error('stopping'));
        throw new DeliveryFailure('first: later', { retry: true });
      },
    };
    const second = transport('second', 'takes');
    await expect(openPostOffice([first, second])(mail, stopping.signal)).rejects.toThrow('stopping');
    expect(second.asked()).toBe(0);
  });

  test('the last one always, however often it failed', async () => {
    const only = transport('only', 'later', 'later', 'later', 'later', 'takes');
    const post = openPostOffice([only]);
    for (let n = 0; n < 4; n += 1) await expect(post(mail, signal)).rejects.toThrow('only: later');
    expect(await post(mail, signal)).toBe('only');
  });
});

describe('whether another attempt makes sense', () => {
  test.each([
    ['later', 'later', true],
    ['later', 'never', true],
    ['never', 'later', true],
    ['never', 'never', false],
  ] as const)('%s and %s: %s', async (one, other, retry) => {
    const post = openPostOffice([transport('first', one), transport('second', other)]);
    await expect(post(mail, signal)).rejects.toMatchObject({
      message: `first: ${one}; second: ${other}`,
      retry,
    });
  });

  test('as long as one was not asked', async () => {
    const first = transport('first', 'later');
    const post = openPostOffice([first, transport('second', 'never')], { failures: 1, restMs: 60_000 });
    await expect(post(mail, signal)).rejects.toMatchObject({ retry: true });
    await expect(post(mail, signal)).rejects.toMatchObject({ message: 'second: never', retry: true });
    expect(first.asked()).toBe(1);
  });

  test('without any transport', async () => {
    await expect(openPostOffice([])(mail, signal)).rejects.toMatchObject({
      message: 'no mail transport is set up',
      retry: true,
    });
  });
});

test('a circuit rests after its failures, then lets one find out', () => {
  let now = 0;
  const circuit = createCircuit({ failures: 2, restMs: 100 }, () => now);
  circuit.failed();
  expect(circuit.isClosed()).toBe(true);
  circuit.failed();
  expect(circuit.isClosed()).toBe(false);
  now = 100;
  expect([circuit.isClosed(), circuit.isClosed()]).toEqual([true, false]);
  circuit.failed();
  now = 199;
  expect(circuit.isClosed()).toBe(false);
  now = 200;
  expect(circuit.isClosed()).toBe(true);
  circuit.succeeded();
  expect([circuit.isClosed(), circuit.isClosed()]).toEqual([true, true]);
});
