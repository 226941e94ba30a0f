import { assertSignedIn, assertStaff } from '../identity/access';
import { guard } from '../identity/guard';

/** Whoever may take part in an order: customers, drivers, staff with the permission. Whether they do the action decides. */
export default guard((caller, access) => {
  assertSignedIn(caller);
  if (caller.kind === 'staff') assertStaff(caller, access);
});
