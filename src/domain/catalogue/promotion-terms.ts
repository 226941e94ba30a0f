import { type FieldError, ValidationError } from '../errors';
import { assertAmount } from '../money';
import { assertDiscountDecimals, type DiscountType, discountValueErrors } from './discount-value';
import { periodErrors } from './period';

/** The terms of a promotion as a merchandiser writes them; amounts in major units. */
export type PromotionTerms = {
  type: 'discount' | 'combo' | 'bogo';
  discount_type: DiscountType | null;
  discount_value: number | null;
  requiredItemCount: number | null;
  comboPrice: number | null;
  buyQuantity: number | null;
  getQuantity: number | null;
  minimum_order: number | null;
  maximum_discount: number | null;
  startDate: Date | null;
  endDate: Date | null;
  hasScope: boolean;
};

const discountErrors = (terms: PromotionTerms): FieldError[] => [
  ...(terms.discount_type ? [] : [{ path: 'discount_type', message: 'is required for a discount' }]),
  ...discountValueErrors('discount_value', terms.discount_type, terms.discount_value),
];

const comboErrors = (terms: PromotionTerms): FieldError[] => {
  const errors: FieldError[] = [];
  if (terms.requiredItemCount === null || terms.requiredItemCount < 1) {
    errors.push({ path: 'requiredItemCount', message: 'must be at least 1' });
  }
  if (terms.comboPrice === null) errors.push({ path: 'comboPrice', message: 'is required for a combo' });
  return errors;
};

/** Buy one, get one, where nothing else is said. */
const bogoErrors = (terms: PromotionTerms): FieldError[] =>
  (['buyQuantity', 'getQuantity'] as const)
    .filter((field) => terms[field] !== null && terms[field] < 1)
    .map((field) => ({ path: field, message: 'must be at least 1' }));

const scopeErrors = (terms: PromotionTerms): FieldError[] =>
  terms.type !== 'discount' && !terms.hasScope
    ? [{ path: 'products', message: `a ${terms.type} needs products or categories` }]
    : [];

/**
 * Checks what must hold for a promotion of its type (decisions, "The rules of the shop").
 * @param currencyDecimals decimals of the company's currency, for the amounts
 * @throws ValidationError naming every field that is wrong
 */
export const assertPromotionTerms = (terms: PromotionTerms, currencyDecimals: number): void => {
  const errors = [
    ...(terms.type === 'discount' ? discountErrors(terms) : []),
    ...(terms.type === 'combo' ? comboErrors(terms) : []),
    ...(terms.type === 'bogo' ? bogoErrors(terms) : []),
    ...scopeErrors(terms),
    ...periodErrors(terms.startDate, terms.endDate),
  ];
  if (errors.length > 0) throw new ValidationError(errors);

  if (terms.discount_value !== null) {
    assertDiscountDecimals('discount_value', terms.discount_type, terms.discount_value, currencyDecimals);
  }
  const amounts: [string, number | null][] = [
    ['comboPrice', terms.comboPrice],
    ['minimum_order', terms.minimum_order],
    ['maximum_discount', terms.maximum_discount],
  ];
  for (const [path, amount] of amounts) {
    if (amount !== null) assertAmount(path, amount, currencyDecimals);
  }
};
