import type { Context } from 'koa';
import { areaSubjects } from '../identity/permissions';

const EXPLORER = 'plugin::content-manager.explorer.';

type Right = [action: string, subject: string];

const rightsTo = (...verbs: string[]): Right[] =>
  areaSubjects.delivery.flatMap((subject) => verbs.map((verb): Right => [EXPLORER + verb, subject]));

/** The rights of the panel behind `delivery.read`. */
export const readsDeliveries = rightsTo('read');

/** The rights of the panel behind `delivery.write`. */
export const writesDeliveries = rightsTo('create', 'update', 'delete');

/** Whether the signed-in user has `delivery.write`. */
export const mayWriteDeliveries = (ctx: Context): boolean => {
  const { userAbility } = ctx.state as {
    userAbility: { can(action: string, subject: string): boolean };
  };
  return writesDeliveries.every(([action, subject]) => userAbility.can(action, subject));
};
