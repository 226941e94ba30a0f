import { sentOnly } from '../../documents/sent-only';
import type { SettingChange } from './validation';

/** Turns the wire's nested settings into the flat attributes that the panel edits; absent parts stay out. */
export const attributesOf = (change: SettingChange): Record<string, unknown> => {
  const { seller, vat, delivery, order, loyalty, invoice, stock } = change;
  const store = delivery?.store;
  const digestHour = stock?.digestHour;
  return sentOnly({
    currency: change.currency,
    timezone: change.timezone,
    seller_name: seller?.name,
    seller_vat_number: seller?.vatNumber,
    seller_address: seller?.address,
    vat_rate: vat?.rate,
    vat_inclusive: vat?.inclusive,
    delivery_base_price: delivery?.basePrice,
    delivery_per_km: delivery?.perKm,
    delivery_free_radius_km: delivery?.freeRadiusKm,
    delivery_max_km: delivery?.maxKm,
    delivery_free_threshold: delivery?.freeThreshold,
    delivery_require_location: delivery?.requireLocation,
    store_latitude: store === null ? null : store?.latitude,
    store_longitude: store === null ? null : store?.longitude,
    delivery_closed_days: delivery?.closedDays,
    delivery_auto_assign: delivery?.autoAssign,
    delivery_assign_radius_km: delivery?.assignRadiusKm,
    delivery_answer_seconds: delivery?.answerSeconds,
    delivery_batch_seconds: delivery?.batchSeconds,
    delivery_assign_ahead_minutes: delivery?.assignAheadMinutes,
    delivery_preparation_minutes: delivery?.preparationMinutes,
    delivery_road_factor: delivery?.roadFactor,
    delivery_speed_kmh: delivery?.speedKmh,
    delivery_handover_minutes: delivery?.handoverMinutes,
    delivery_proof_code: delivery?.proof?.code,
    delivery_proof_photo: delivery?.proof?.photo,
    delivery_proof_signature: delivery?.proof?.signature,
    driver_pay_per_delivery: delivery?.driverPay?.perDelivery,
    driver_pay_per_km: delivery?.driverPay?.perKm,
    driver_pay_fee_share: delivery?.driverPay?.feeShare,
    order_minimum: order?.minimum,
    order_customer_may_cancel: order?.customerMayCancel,
    order_guest_checkout: order?.guestCheckout,
    order_unpaid_minutes: order?.unpaidMinutes,
    loyalty_earn_per_unit: loyalty?.earnPerUnit,
    loyalty_redeem_value: loyalty?.redeemValue,
    invoice_start: invoice?.start,
    stock_low_threshold: stock?.lowThreshold,
    stock_digest: digestHour === undefined ? undefined : digestHour !== null,
    stock_digest_hour: digestHour ?? undefined,
  });
};
