import { DomainError } from '../errors';

/**
 * Refuses a parent that would close a circle.
 * @param ancestorsOfParent the new parent and everything above it, nearest first
 * @throws DomainError `category_cycle`
 */
export const assertNoCycle = (categoryId: string, ancestorsOfParent: string[]): void => {
  if (ancestorsOfParent.includes(categoryId)) {
    throw new DomainError('category_cycle', 'a category cannot stand below itself', { category: categoryId });
  }
};
