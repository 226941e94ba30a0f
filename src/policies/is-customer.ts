import { guard } from '../identity/guard';

const CUSTOMER_ID = 'x-customer-id';

/**
 * Everybody, signed in or not. A customer's id goes on in the request's headers, where logs and proxies find it;
 * what a client sent there is nobody's id.
 */
export default guard((caller, _access, { request }) => {
  Reflect.deleteProperty(request.headers, CUSTOMER_ID);
  if (caller.kind === 'customer') request.headers[CUSTOMER_ID] = caller.documentId;
});
