import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import { storedRow } from '../../documents/stored';
import { DomainError, type FieldError, invalidField, ValidationError } from '../../domain/errors';
import { decimalsOf } from '../../domain/money';
import { assertSeller } from '../../domain/seller';
import { remakeAllSlots } from '../delivery-window/make-slots';
import { describeCurrency } from './currency-words';
import { addCurrency } from './store';
import { settingChange } from './validation';

type SettingRow = {
  currency: string;
  timezone: string;
  /** JSON, as text */
  delivery_closed_days: string | null;
  seller_name: string | null;
  seller_vat_number: string | null;
};

const amounts: [attribute: string, path: string][] = [
  ['delivery_base_price', 'delivery.basePrice'],
  ['delivery_per_km', 'delivery.perKm'],
  ['delivery_free_threshold', 'delivery.freeThreshold'],
  ['driver_pay_per_delivery', 'delivery.driverPay.perDelivery'],
  ['driver_pay_per_km', 'delivery.driverPay.perKm'],
  ['order_minimum', 'order.minimum'],
  ['loyalty_redeem_value', 'loyalty.redeemValue'],
];

const assertAmountsFit = (data: Record<string, unknown>, decimals: number): void => {
  const errors = amounts.flatMap(([attribute, path]): FieldError[] => {
    const value = data[attribute];
    return typeof value === 'number' && decimalsOf(value) > decimals
      ? [{ path, message: `must have at most ${decimals} decimals` }]
      : [];
  });
  if (errors.length > 0) throw new ValidationError(errors);
};

/** What weekly windows call ten o'clock is another moment in another time zone. */
const followTimezone = async ({ trx, company }: DocumentWrite, timezone: string): Promise<void> => {
  if (company && company.timezone !== timezone)
    await remakeAllSlots(trx, { ...company, timezone }, new Date());
};

/** Settings name a real currency and zone, fit their currency, and say of the seller what an invoice can carry. */
export const settingRules: DocumentRules = {
  after: async (write) => {
    const setting = await storedRow<SettingRow>(write);
    const known = settingChange.safeParse({
      currency: setting.currency,
      timezone: setting.timezone,
      delivery: { closedDays: JSON.parse(setting.delivery_closed_days ?? '[]') as unknown },
    });
    const [issue] = known.error?.issues ?? [];
    if (issue) throw invalidField(issue.path.join('.'), issue.message);
    const currency = describeCurrency(setting.currency);
    assertAmountsFit(write.data, currency.decimals);
    assertSeller({ name: setting.seller_name, vatNumber: setting.seller_vat_number });
    await addCurrency(write.trx, write.company?.code ?? '', currency);
    await followTimezone(write, setting.timezone);
  },
  beforeDelete: () => {
    throw new DomainError('in_use', 'every company keeps its settings');
  },
};
