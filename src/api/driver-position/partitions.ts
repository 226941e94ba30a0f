import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { repeatedly } from '../../start/repeatedly';

/** The part of config/delivery.ts that says how long. */
type Keeping = { positionDays: number };

const ONE_DAY = 24 * 60 * 60 * 1_000;
const ONE_HOUR = 60 * 60 * 1_000;
const DAYS_AHEAD = 7;

// Any number that nothing else locks.
const PARTITIONS_LOCK = 7_205_056;

/** A partition changes the table that every position goes into: rather try again later than have them wait. */
const PATIENCE = '2s';

const TABLE = 'driver_positions';

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

const nameOf = (day: string): string => `${TABLE}_${day.replaceAll('-', '')}`;

const partitionsOf = async (trx: Knex): Promise<string[]> => {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = '${TABLE}'::regclass order by 1`,
  );
  return rows.map(({ name }) => name);
};

/** Makes the partition of a day, with whatever of that day lies on the floor. */
const makePartition = async (trx: Knex, day: string): Promise<void> => {
  const name = nameOf(day);
  const next = dayOf(new Date(new Date(day).getTime() + ONE_DAY));
  const bounds = `at >= '${day}T00:00:00Z' and at < '${next}T00:00:00Z'`;
  await trx.raw(`create table ${name} (like ${TABLE} including all)`);
  await trx.raw(
    `with moved as (delete from ${TABLE}_default where ${bounds} returning *)
     insert into ${name} select * from moved`,
  );
  await trx.raw(
    `alter table ${TABLE} attach partition ${name}
       for values from ('${day}T00:00:00Z') to ('${next}T00:00:00Z')`,
  );
};

/**
 * Makes the partitions of the days to come (and of yesterday: phones send late), and drops those that are too old.
 * Processes that come at once do it one after the other.
 */
export const settlePartitions = async (strapi: Core.Strapi, now = new Date()): Promise<void> => {
  const { positionDays } = strapi.config.get<Keeping>('delivery');
  const dayAt = (distance: number): string => dayOf(new Date(now.getTime() + distance * ONE_DAY));
  const oldest = dayAt(-Math.max(positionDays, 1));
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw(`set local lock_timeout = '${PATIENCE}'`);
    await trx.raw('select pg_advisory_xact_lock(?)', [PARTITIONS_LOCK]);
    const present = await partitionsOf(trx);
    for (let distance = -1; distance <= DAYS_AHEAD; distance += 1) {
      if (!present.includes(nameOf(dayAt(distance)))) await makePartition(trx, dayAt(distance));
    }
    for (const name of present) {
      if (/_\d{8}$/.test(name) && name < nameOf(oldest)) await trx.raw(`drop table ${name}`);
    }
    await trx.raw(`delete from ${TABLE}_default where at < ?::timestamptz`, [`${oldest}T00:00:00Z`]);
  });
};

/**
 * Keeps the partitions ahead of the days. Where the first look meets a lock, the next one does its work: days are made
 * ahead, and the floor takes what has none.
 * @returns what stops it
 */
export const keepPartitions = async (strapi: Core.Strapi): Promise<() => Promise<void>> => {
  await settlePartitions(strapi).catch((error: unknown) => strapi.log.error(error));
  return repeatedly(strapi, ONE_HOUR, () => settlePartitions(strapi));
};
