import { assertCustomer, assertSignedIn } from '../identity/access';
import { guard } from '../identity/guard';

/** Customers only. */
export default guard((caller) => {
  assertSignedIn(caller);
  assertCustomer(caller);
});
