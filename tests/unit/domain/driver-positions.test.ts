import { nextInterval, type Position, siftPositions } from '../../../src/domain/delivery/position';

const now = new Date('2026-11-27T12:00:00Z');

const SECOND = 1_000;

/** A point in Riyadh, so many seconds before now; a hundredth of a degree of latitude is 1.11 km. */
const point = (secondsAgo: number, rest: Partial<Position> = {}): Position => ({
  latitude: 24.7,
  longitude: 46.7,
  accuracy: 10,
  at: new Date(now.getTime() - secondsAgo * SECOND),
  ...rest,
});

const reasons = (sent: Position[], known: Position[] = []): (string | null)[] => {
  const { ignored } = siftPositions(sent, { taken: known, doubted: [] }, now);
  return sent.map((_point, index) => ignored.find((entry) => entry.index === index)?.reason ?? null);
};

const DAY = 24 * 60 * 60;

describe('points of a phone', () => {
  it.each<[string, Position, string | null]>([
    ['of a day ago', point(DAY), null],
    ['older than a day', point(DAY + 0.001), 'too_old'],
    ['two minutes ahead', point(-120), null],
    ['further ahead', point(-120.001), 'in_the_future'],
    ['from tomorrow', point(-DAY), 'in_the_future'],
    ['accurate to 100 m', point(5, { accuracy: 100 }), null],
    ['less accurate', point(5, { accuracy: 100.1 }), 'inaccurate'],
    ['of unknown accuracy', point(5, { accuracy: null }), null],
  ])('%s', (_what, sent, reason) => {
    expect(reasons([sent])).toEqual([reason]);
  });

  it.each<[string, number, string | null]>([
    ['200 km an hour', 20.016, null],
    ['a little more', 20.015, 'too_fast'],
  ])('%s', (_what, seconds, reason) => {
    // 0.01° are 1.11195 km.
    expect(reasons([point(0, { latitude: 24.71 })], [point(seconds)])).toEqual([reason]);
  });

  it('are compared with the point before them in time, wherever they stand', () => {
    const sent = [
      point(0, { latitude: 24.72 }),
      point(120, { latitude: 24.7 }),
      point(60, { latitude: 24.71 }),
    ];
    expect(siftPositions(sent, { taken: [], doubted: [] }, now)).toEqual({
      accepted: [sent[1], sent[2], sent[0]],
      ignored: [],
      revived: [],
      doubted: [],
    });
  });

  it('one that is too fast is no measure for the next', () => {
    const far = point(40, { latitude: 25.7 });
    expect(reasons([point(60), far, point(20, { latitude: 24.701 })])).toEqual([null, 'too_fast', null]);
  });

  it('late ones are compared with what was known before them, not with what came after', () => {
    const known = [point(600, { latitude: 24.6 }), point(60)];
    expect(reasons([point(300, { latitude: 24.65 })], known)).toEqual([null]);
    expect(reasons([point(595, { latitude: 24.65 })], known)).toEqual(['too_fast']);
  });

  it('a time that is known is known, in a body and before it', () => {
    expect(reasons([point(10), point(10, { latitude: 24.8 })])).toEqual([null, 'duplicate']);
    expect(reasons([point(10)], [point(10, { latitude: 24.8 })])).toEqual(['duplicate']);
    expect(reasons([point(10), point(20)], [point(20), point(10)])).toEqual(['duplicate', 'duplicate']);
  });
});

describe('a wrong point that was taken', () => {
  const wrong = point(600, { latitude: 21.5 });
  const right = [point(90), point(60, { latitude: 24.701 }), point(30, { latitude: 24.702 })];
  const sift = (sent: Position[], taken: Position[], doubted: Position[] = []) =>
    siftPositions(sent, { taken, doubted }, now);

  it('gives way to three that agree, in one body', () => {
    expect(sift(right, [wrong])).toEqual({ accepted: right, ignored: [], revived: [], doubted: [] });
    expect(reasons([...right, point(0)], [wrong])).toEqual([null, null, null, null]);
  });

  it('gives way to three that agree, one a body', () => {
    const first = sift([right[0]!], [wrong]);
    expect(first).toEqual({
      accepted: [],
      ignored: [{ index: 0, reason: 'too_fast' }],
      revived: [],
      doubted: [right[0]],
    });
    const second = sift([right[1]!], [wrong], first.doubted);
    expect(second.doubted).toEqual([right[0], right[1]]);
    expect(sift([right[2]!], [wrong], second.doubted)).toEqual({
      accepted: [right[2]],
      ignored: [],
      revived: [right[0], right[1]],
      doubted: [],
    });
  });

  it('does not give way to one that is told three times, nor to three that disagree', () => {
    const again = sift([right[0]!], [wrong], [right[0]!]);
    expect(again.doubted).toEqual([right[0]]);
    expect(reasons([right[0]!, right[0]!, right[0]!], [wrong])).toEqual(['too_fast', 'too_fast', 'too_fast']);
    const apart = [right[0]!, point(60, { latitude: 26 }), point(30, { latitude: 24.7 })];
    expect(reasons(apart, [wrong])).toEqual(['too_fast', 'too_fast', 'too_fast']);
  });

  it('does not give way where others bear it out', () => {
    const near = point(45, { latitude: 21.501 });
    const { accepted, doubted } = sift([right[0]!, right[1]!, near, right[2]!], [wrong]);
    expect(accepted).toEqual([near]);
    expect(doubted).toEqual([right[2]]);
  });

  it('stays where it is not the last one known', () => {
    expect(reasons(right, [wrong, point(10, { latitude: 21.5 })])).toEqual([
      'too_fast',
      'too_fast',
      'too_fast',
    ]);
  });
});

describe('how often a phone tells where it is', () => {
  const activity = { onDuty: true, orders: 0, underWay: 0 };
  const moving = [point(60), point(30, { latitude: 24.701 })];

  it.each([
    ['off duty', { ...activity, onDuty: false }, moving, 300],
    ['off duty and still', { ...activity, onDuty: false }, [point(60), point(30)], 300],
    ['waiting', activity, moving, 60],
    ['waiting, still', activity, [point(60), point(30)], 120],
    ['with an order', { ...activity, orders: 2 }, moving, 20],
    ['with an order, still', { ...activity, orders: 2 }, [point(60), point(30)], 40],
    ['under way', { ...activity, orders: 2, underWay: 1 }, moving, 10],
    ['under way, at a light', { ...activity, orders: 1, underWay: 1 }, [point(60), point(30)], 20],
    ['a single point says nothing of moving', activity, [point(30)], 60],
    ['nothing taken', activity, [], 60],
    // 0.0002° are 22 m, 0.0003° are 33 m.
    ['trembling', activity, [point(60), point(30, { latitude: 24.7002 })], 120],
    ['creeping', activity, [point(60), point(30, { latitude: 24.7003 })], 60],
  ])('%s', (_what, doing, points, seconds) => {
    expect(nextInterval(doing, points)).toBe(seconds);
  });
});
