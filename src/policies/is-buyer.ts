import { assertBuyer } from '../identity/access';
import { guard } from '../identity/guard';

/** Customers, and guests where the company lets them order. */
export default guard((caller, _access, { request }) => {
  assertBuyer(caller, request.headers['company']);
});
