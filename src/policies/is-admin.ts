import { assertSignedIn, assertStaff } from '../identity/access';
import { guard } from '../identity/guard';

/** Staff with the permission that the route names; super admins only, where it says so. */
export default guard((caller, access) => {
  assertSignedIn(caller);
  assertStaff(caller, access);
});
