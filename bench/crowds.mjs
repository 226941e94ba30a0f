import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';

const LOOK_EVERY = 50;

/** A process of clients. It does one thing after the other. */
function startCrowd(projectDir, lifetime) {
  const child = fork(path.join(projectDir, 'bench', 'socket-crowd.mjs'), { cwd: projectDir });
  lifetime.onEnd(() => child.kill());
  return async (task) => {
    child.send(task);
    const [{ answer, failure }] = await once(child, 'message');
    if (failure) throw new Failure(`The clients could not go on:\n${failure}`);
    return answer;
  };
}

/**
 * Several processes of clients that are told the same things.
 * @param {string} projectDir
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} lifetime
 * @param {number} count of processes
 */
export function startCrowds(projectDir, lifetime, count) {
  const crowds = Array.from({ length: count }, () => startCrowd(projectDir, lifetime));
  const all = (act) => Promise.all(crowds.map((tell) => tell({ act })));
  return {
    /** Opens a socket for each of the people, and has them join. */
    open: (task, people) =>
      Promise.all(
        crowds.map((tell, index) =>
          tell({ ...task, act: 'open', people: people.filter((_, place) => place % count === index) }),
        ),
      ),

    /**
     * Waits until so many events were heard by all of them together, at most for a while.
     * @returns {Promise<[id: string, at: number][]>}
     */
    async hear(expected, patienceMs) {
      const heard = [];
      const limit = Date.now() + patienceMs;
      for (;;) {
        for (const answer of await all('heard')) {
          if (answer.dropped > 0) throw new Failure(`${answer.dropped} sockets were closed by the server`);
          heard.push(...answer.heard);
        }
        if (heard.length >= expected) return heard;
        if (Date.now() > limit) throw new Failure(`${heard.length} of ${expected} events were heard`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
      }
    },

    close: () => all('close'),
  };
}
