import type { Context } from 'koa';
import { type Right, rightsBehind } from '../identity/permissions';

/** A right of the panel to a content type. */
type RightToType = [action: string, subject: string];

const isToType = (right: Right): right is RightToType => right[1] !== null;

/** The rights of the panel behind `drivers.read`. */
export const readsDrivers = rightsBehind('drivers').read.filter(isToType);

/** The rights of the panel behind `drivers.write`. */
export const writesDrivers = rightsBehind('drivers').write.filter(isToType);

/** Whether the signed-in user has `drivers.write`. */
export const mayWriteDrivers = (ctx: Context): boolean => {
  const { userAbility } = ctx.state as {
    userAbility: { can(action: string, subject: string): boolean };
  };
  return writesDrivers.every(([action, subject]) => userAbility.can(action, subject));
};
