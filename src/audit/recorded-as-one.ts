import { AsyncLocalStorage } from 'node:async_hooks';

const scopes = new AsyncLocalStorage<true>();

/** Runs work whose caller writes one event for all of it; what it consists of writes none of its own. */
export const recordedAsOne = <Result>(work: () => Promise<Result>): Promise<Result> => scopes.run(true, work);

/** Whether somebody further out writes the event. */
export const isRecordedAsOne = (): boolean => scopes.getStore() === true;
