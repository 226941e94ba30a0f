import { type Candidate, rankDrivers, type Scored, type ScoreRules } from './score';

/** Orders that lie together, in their sequence; whoever is barred is not asked for any of them. */
export type Allotable = { orderIds: string[]; barred: ReadonlySet<string> };

/** Orders that go to one driver, in their sequence. */
export type Allotment = { driverId: string; orderIds: string[] };

/** What went to whom, and what nobody can take now. */
export type Allotted = { given: Allotment[]; left: string[] };

const withMore = (candidate: Candidate, more: number): Candidate => ({
  ...candidate,
  load: candidate.load + more,
  idleSince: null,
});

/**
 * Gives batches, one after the other, each to the driver who suits best; what does not fit into their load goes to the
 * next best, who is looked for anew.
 */
export const allot = (batches: Allotable[], candidates: Candidate[], rules: ScoreRules): Allotted => {
  const drivers = new Map(candidates.map((candidate) => [candidate.driverId, candidate]));
  const given = new Map<string, string[]>();
  const left: string[] = [];
  for (const { orderIds, barred } of batches) {
    let open = orderIds;
    while (open.length > 0) {
      const able = [...drivers.values()].filter(({ driverId }) => !barred.has(driverId));
      const [best]: (Scored | undefined)[] = rankDrivers(able, rules);
      if (!best) break;
      const { candidate } = best;
      const taken = open.slice(0, candidate.capacity - candidate.load);
      given.set(candidate.driverId, [...(given.get(candidate.driverId) ?? []), ...taken]);
      drivers.set(candidate.driverId, withMore(candidate, taken.length));
      open = open.slice(taken.length);
    }
    left.push(...open);
  }
  return { given: [...given].map(([driverId, orderIds]) => ({ driverId, orderIds })), left };
};
