import type { Core } from '@strapi/strapi';
import { repeatedly } from '../../../../../start/repeatedly';
import type { Announced } from './live-event';

/** How the library numbers the message that carries an event. */
export const BROADCAST = 3;

/** Messages of our own, beyond those of the library: others have missed something; events that nobody keeps. */
export const MISSED = 100;
const PASSING = 101;

/** So many events that nobody keeps go into one message. */
const MOST_AT_ONCE = 15;

const TRY_AGAIN_MS = 1_000;

type Message = { uid: string; nsp: string; type: number; data?: object };

/** What the library's adapters between processes have in common, beneath what they show. */
export type Between = {
  uid: string;
  nsp: { name: string };
  doPublish: (message: Message) => Promise<string>;
  onMessage: (message: Message, offset?: string) => void;
};

/** What a process does with what it hears from the others. */
export type Hearing = {
  /** something that the others told was not heard */
  onMissed: () => void;
  /** events are told that are out of date by the next ones */
  onPassing: (events: Announced[]) => void;
};

export type Others = {
  /** Tells the other processes what is out of date by the next one; where that fails, nothing is done about it. */
  tellPassing: (events: Announced[]) => void;
  stop: () => Promise<void>;
};

/**
 * Has an adapter never fail for the other processes: what they could not be told is left out, and as soon as they are
 * reached again they are told that they have missed something.
 */
export const tellOthers = (
  strapi: Core.Strapi,
  adapter: Between,
  { onMissed, onPassing }: Hearing,
): Others => {
  const publish = adapter.doPublish.bind(adapter);
  const hear = adapter.onMessage.bind(adapter);
  let haveMissed = false;

  const noteMissed = (error: unknown): void => {
    if (haveMissed) return;
    haveMissed = true;
    strapi.log.error(`Other processes hear no events (${String(error)})`);
  };

  adapter.doPublish = async (message) => {
    // Until they know that they have missed something, they need nothing further.
    if (haveMissed) return '';
    try {
      return await publish(message);
    } catch (error) {
      if (message.type === BROADCAST) noteMissed(error);
      return '';
    }
  };

  adapter.onMessage = (message, offset) => {
    if (message.type !== MISSED && message.type !== PASSING) hear(message, offset);
    else if (message.uid === adapter.uid) return;
    else if (message.type === MISSED) onMissed();
    else onPassing((message.data as { events: Announced[] }).events);
  };

  const told = (type: number, data?: object): Message => ({
    uid: adapter.uid,
    nsp: adapter.nsp.name,
    type,
    ...(data && { data }),
  });

  return {
    tellPassing: (events) => {
      for (let start = 0; start < events.length; start += MOST_AT_ONCE) {
        void adapter.doPublish(told(PASSING, { events: events.slice(start, start + MOST_AT_ONCE) }));
      }
    },
    stop: repeatedly(strapi, TRY_AGAIN_MS, async () => {
      if (!haveMissed) return;
      try {
        await publish(told(MISSED));
        haveMissed = false;
      } catch {
        // Tried again with the next look.
      }
    }),
  };
};
