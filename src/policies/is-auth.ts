import { assertCustomer, assertSignedIn, assertStaff } from '../identity/access';
import { guard } from '../identity/guard';

/** Whoever is signed in and may be meant: a customer, or staff with the permission. What is theirs the action decides. */
export default guard((caller, access) => {
  assertSignedIn(caller);
  if (caller.kind === 'staff') assertStaff(caller, access);
  else assertCustomer(caller);
});
