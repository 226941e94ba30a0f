import type { Listener } from '../postgres/listener';
import { CATALOGUE_CHANGED, EVERY_COMPANY, type Topic, topics } from './change-triggers';

const counters = new Map<string, number>();

let listener: Listener | null = null;

const keyOf = (company: string, topic: string): string => `${company} ${topic}`;

const countOf = (key: string): number => counters.get(key) ?? 0;

/** Marks a topic as changed, in the form of a notification: `<company> <topic>`. */
export const noteChange = (payload: string): void => {
  counters.set(payload, countOf(payload) + 1);
};

/** Marks everything as changed. */
export const noteEverything = (): void => {
  for (const topic of topics) noteChange(keyOf(EVERY_COMPANY, topic));
};

/**
 * A number that grows with every change of these topics in a company. It says nothing to other processes;
 * each counts by itself what PostgreSQL tells it.
 */
export const versionOf = (company: string, of: readonly Topic[]): number =>
  of.reduce((sum, topic) => sum + countOf(keyOf(EVERY_COMPANY, topic)) + countOf(keyOf(company, topic)), 0);

/** Says by which connection changes are heard of. */
export const hearFrom = (connection: Listener | null): void => {
  listener = connection;
};

/** Whether every committed change is being heard of; only then may anything be kept. */
export const isHearing = (): boolean => listener?.isConnected() ?? false;

/**
 * Tells the other processes of changes, in the form of `noteChange`.
 * @returns whether it was told
 */
export const tellOthers = async (payloads: string[]): Promise<boolean> =>
  (await listener?.tell(CATALOGUE_CHANGED, payloads)) ?? false;

/** Resolves when every change that is committed by now has been counted. */
export const catchUp = async (): Promise<void> => {
  await listener?.catchUp();
};
