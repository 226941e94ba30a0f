import { assertCustomer, assertSignedIn, assertStaff } from '../identity/access';
import { guard } from '../identity/guard';

const ORDER_TOKEN = 'x-order-token';

/**
 * Whoever may open an order: a customer, staff with the permission, or a guest with the order's token. Whether it is
 * theirs the action decides.
 */
export default guard((caller, access, { request }) => {
  const isGuest = caller.kind === 'anonymous' && request.headers[ORDER_TOKEN] !== undefined;
  if (isGuest) return;
  assertSignedIn(caller);
  if (caller.kind === 'staff') assertStaff(caller, access);
  else assertCustomer(caller);
});
