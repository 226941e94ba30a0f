import type { Good, Scope } from './cart';

/** Whether somebody named products or categories. */
export const hasScope = ({ productIds, categoryIds }: Scope): boolean =>
  productIds.length + categoryIds.length > 0;

/** A test for goods of a scope: its products and those of its categories; of an empty one, all. */
export const inScope = (scope: Scope): ((good: Good) => boolean) => {
  if (!hasScope(scope)) return () => true;
  const products = new Set(scope.productIds);
  const categories = new Set(scope.categoryIds);
  return ({ productId, categoryIds }) =>
    products.has(productId) || categoryIds.some((categoryId) => categories.has(categoryId));
};
