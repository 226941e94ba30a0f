import type { Core } from '@strapi/strapi';
import {
  type PaymentProvider,
  type ProviderName,
  ProviderRefusal,
  ProviderUnavailable,
  type RefundState,
} from '../../payments/provider';
import { providerOf } from '../../payments/provider-of';
import { type ClaimedRefund, noteUncertain, releaseClaim, renewClaim } from './claim-store';
import { inCash, noteStuck, settleRefund } from './settle';
import type { RefundRow, RefundStatus } from './store';

/** Why a refund is stuck that a provider refuses with keys of which nobody knows that they are of the payment's account. */
const OTHER_ACCOUNT = 'other_account';

const askFor = async (
  strapi: Core.Strapi,
  provider: PaymentProvider,
  refund: RefundRow,
): Promise<RefundState> => {
  const { id: refundId, chargeId, amount, currency, decimals, reason } = refund;
  if (chargeId === null) throw new Error(`payment ${refund.paymentId} was paid without a charge`);
  const db = strapi.db.connection;
  await noteUncertain(db, refund, true);
  try {
    return await provider.refund({ refundId, chargeId, amount, currency, decimals, reason });
  } catch (error) {
    const isKept = error instanceof ProviderUnavailable && error.reason === 'keys_refused';
    if (isKept) await noteUncertain(db, refund, refund.isUncertain);
    throw error;
  }
};

/**
 * What a refusal means. It ends a refund only if nothing else can have become of it: an earlier call that was not
 * answered may have been followed, and a provider that has forgotten it refuses to give the same money back again; and
 * another account knows neither payment nor refund.
 */
const refuse = (
  strapi: Core.Strapi,
  provider: PaymentProvider,
  refund: RefundRow,
  { code }: ProviderRefusal,
): Promise<RefundStatus> => {
  const { account, isUncertain, providerId } = refund;
  if (account !== null && account !== provider.account) return noteStuck(strapi, refund, OTHER_ACCOUNT);
  if (isUncertain || providerId !== null) return noteStuck(strapi, refund, code);
  const refused = { status: 'failed' as const, providerId: null, failure: code };
  return settleRefund(strapi, refund.companyCode, refund.id, refused);
};

const goOn = async (strapi: Core.Strapi, refund: RefundRow): Promise<RefundStatus> => {
  const { id, companyCode, providerId } = refund;
  if (refund.provider === 'cod') return settleRefund(strapi, companyCode, id, inCash);
  const name: ProviderName = refund.provider;
  const provider = await providerOf(strapi, companyCode, name, { evenSwitchedOff: true });
  let state: RefundState;
  try {
    state = await (providerId === null ? askFor(strapi, provider, refund) : provider.fetchRefund(providerId));
  } catch (error) {
    if (error instanceof ProviderRefusal) return refuse(strapi, provider, refund, error);
    throw error;
  }
  return settleRefund(strapi, companyCode, id, state);
};

/**
 * Goes on with a refund that the caller has claimed: has the money given back, or asks what has become of that.
 * @returns how it stands then; `pending` also where somebody else has taken it meanwhile
 * @throws ProviderUnavailable, and whatever else keeps it from being known; then it waits
 */
export const carryOut = async (strapi: Core.Strapi, claimed: ClaimedRefund): Promise<RefundStatus> => {
  const db = strapi.db.connection;
  const refund = await renewClaim(db, claimed);
  if (!refund) return 'pending';
  try {
    return await goOn(strapi, refund);
  } finally {
    await releaseClaim(db, claimed);
  }
};
