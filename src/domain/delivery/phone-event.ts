const DAY = 86_400_000;

/**
 * When something happened: as the phone says, unless that cannot be.
 * @param said by the clock of the phone; null where it says nothing
 * @param since when what came before it happened
 */
export const happenedAt = (said: Date | null, now: Date, since: Date | null): Date => {
  if (!said) return now;
  const age = now.getTime() - said.getTime();
  const isPlausible = age <= DAY && age >= 0 && (!since || said.getTime() >= since.getTime());
  return isPlausible ? said : now;
};

/** How an event follows what was heard of its phone: it is the next one, late, or others are missing before it. */
export type Following = 'next' | 'late' | 'gap';

/** @param last up to where everything was heard */
export const followingOf = (seq: number, last: number): Following => {
  if (seq === last + 1) return 'next';
  return seq <= last ? 'late' : 'gap';
};

/**
 * The events of a batch in the order in which they are carried out: numbered ones by their numbers, in the places of
 * numbered ones; the others where they stand.
 */
export const inSequence = <Event extends { seq: number | null }>(events: Event[]): Event[] => {
  const numbered = events
    .filter((event): event is Event & { seq: number } => event.seq !== null)
    .toSorted((one, other) => one.seq - other.seq);
  let next = 0;
  return events.map((event) => {
    if (event.seq === null) return event;
    next += 1;
    return numbered[next - 1] ?? event;
  });
};
