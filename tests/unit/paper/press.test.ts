import path from 'node:path';
import { createPress, type Press, type PressOptions, printPaper } from '../../../src/paper/press';
import type { PrintOrder } from '../../../src/paper/print';

const FILENAME = path.resolve(__dirname, '../../support/press-thread.cjs');

let press: Press;
let errors: unknown[];

const open = (options: Partial<PressOptions> = {}): void => {
  press = createPress({
    filename: FILENAME,
    longestQueue: 20,
    longestShare: 10,
    drawWithinMs: 5_000,
    closeWithinMs: 5_000,
    onError: (error) => errors.push(error),
    ...options,
  });
};

beforeEach(() => {
  errors = [];
});

afterEach(async () => {
  await press.close();
});

const act = (paper: object, caller: string | null = null, signal?: AbortSignal): Promise<string> =>
  press
    .print(paper as unknown as PrintOrder, { caller, ...(signal && { signal }) })
    .then((bytes) => bytes.toString('utf8'));

const draw = (text: string, caller: string | null = null): Promise<string> =>
  act({ act: 'draw', text }, caller);

const slow = (ms: number, caller: string | null = null): Promise<string> => act({ act: 'slow', ms }, caller);

const settled = async (papers: Promise<string>[]): Promise<string[]> =>
  (await Promise.allSettled(papers)).map((paper) =>
    paper.status === 'fulfilled'
      ? 'drawn'
      : ((paper.reason as { code?: string; message: string }).code ?? (paper.reason as Error).message),
  );

test('papers come one after the other, each to whoever asked for it', async () => {
  open();
  expect(await Promise.all(['a', 'b', 'c'].map((text) => draw(text)))).toEqual(['a', 'b', 'c']);
});

test('a paper too many is refused, and taken when there is room again', async () => {
  open({ longestQueue: 2 });
  const taken = [slow(50), slow(50), slow(50)];
  await expect(draw('late')).rejects.toMatchObject({ code: 'papers_busy' });
  expect(await settled(taken)).toEqual(['drawn', 'drawn', 'drawn']);
  expect(await draw('again')).toBe('again');
});

test('nobody keeps others waiting with more than their share', async () => {
  open({ longestShare: 2 });
  const taken = [slow(50, 'one'), slow(50, 'one')];
  await expect(draw('third', 'one')).rejects.toMatchObject({
    code: 'papers_busy',
    message: 'you have 2 papers waiting already, try again in a moment',
  });
  expect(await draw('other', 'two')).toBe('other');
  await Promise.all(taken);
  expect(await draw('third', 'one')).toBe('third');
});

test('a paper that cannot be drawn fails alone', async () => {
  open();
  expect(await settled([act({ act: 'fail' }), draw('a')])).toEqual(['no ink', 'drawn']);
});

test('a paper that takes too long is given up; those behind it are drawn', async () => {
  open({ drawWithinMs: 500 });
  expect(await settled([slow(60_000), draw('a'), draw('b')])).toEqual(['papers_busy', 'drawn', 'drawn']);
});

test('a thread that dies takes its paper along, none of those that wait', async () => {
  open();
  const [died, ...others] = await settled([act({ act: 'die' }), draw('a'), draw('b')]);
  expect(died).toContain('exited');
  expect(others).toEqual(['drawn', 'drawn']);
});

test('a paper that nobody waits for any more is not drawn', async () => {
  open();
  const gone = new AbortController();
  const papers = [slow(100), act({ act: 'draw', text: 'x' }, null, gone.signal), draw('y')];
  gone.abort(new Error('gone'));
  expect(await settled(papers)).toEqual(['drawn', 'gone', 'drawn']);
});

test('at its end what was accepted is drawn, and nothing more', async () => {
  open();
  const taken = [slow(100), draw('a')];
  const closed = press.close();
  await expect(draw('late')).rejects.toMatchObject({ code: 'papers_busy' });
  expect(await settled(taken)).toEqual(['drawn', 'drawn']);
  await closed;
  await expect(draw('later')).rejects.toMatchObject({ code: 'papers_busy' });
  expect(errors).toEqual([]);
});

test('its end does not wait for long, and does not fail', async () => {
  open({ closeWithinMs: 200, drawWithinMs: 60_000 });
  const taken = [slow(60_000), draw('a')];
  const outcome = settled(taken);
  await press.close();
  expect(await outcome).toEqual(['papers_busy', 'papers_busy']);
});

test('without an application there is no press', async () => {
  open();
  await expect(printPaper({} as PrintOrder, { caller: null })).rejects.toMatchObject({ code: 'papers_busy' });
});
