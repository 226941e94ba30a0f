import type { DeadLetter } from '../outbox/dead-letters';
import type { TopicFigures } from '../outbox/figures';

export const OUTBOX_PAGE_SIZE = 25;

/** What waits to be delivered, by topic, and a page of what could not be, newest first. */
export type Undelivered = { figures: TopicFigures[]; letters: DeadLetter[]; total: number };
