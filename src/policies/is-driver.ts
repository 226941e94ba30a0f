import { assertDriver, assertSignedIn } from '../identity/access';
import { guard } from '../identity/guard';

/** Drivers only. */
export default guard((caller) => {
  assertSignedIn(caller);
  assertDriver(caller);
});
