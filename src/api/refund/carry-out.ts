import type { Core } from '@strapi/strapi';
import { type PaymentProvider, ProviderRefusal, type ProviderName } from '../../payments/provider';
import { providerOf } from '../../payments/provider-of';
import { inCash, settleRefund, type SettledState } from './settle';
import { keepWaiting, type RefundRow, type RefundStatus } from './store';

const askFor = async (provider: PaymentProvider, refund: RefundRow): Promise<SettledState> => {
  if (refund.chargeId === null) throw new Error(`payment ${refund.paymentId} was paid without a charge`);
  try {
    return await provider.refund({
      refundId: refund.id,
      chargeId: refund.chargeId,
      amount: refund.amount,
      currency: refund.currency,
      decimals: refund.decimals,
      reason: refund.reason,
    });
  } catch (error) {
    if (error instanceof ProviderRefusal) return { status: 'failed', providerId: null, failure: error.code };
    throw error;
  }
};

const stateOf = async (strapi: Core.Strapi, refund: RefundRow): Promise<SettledState> => {
  if (refund.provider === 'cod') return inCash;
  const name: ProviderName = refund.provider;
  const provider = await providerOf(strapi, refund.companyCode, name, { evenSwitchedOff: true });
  return refund.providerId === null ? askFor(provider, refund) : provider.fetchRefund(refund.providerId);
};

/**
 * Goes on with a refund that the caller has claimed: has the money given back, or asks what has become of that.
 * @returns how it stands then
 * @throws ProviderUnavailable, and whatever else keeps it from being known; then it waits
 */
export const carryOut = async (strapi: Core.Strapi, refund: RefundRow): Promise<RefundStatus> => {
  let state: SettledState;
  try {
    state = await stateOf(strapi, refund);
  } catch (error) {
    await keepWaiting(strapi.db.connection, refund, null);
    throw error;
  }
  return settleRefund(strapi, refund.companyCode, refund.id, state);
};
