import { deskChoices, LONGEST_SEARCH } from '../../../../../panel/desk';
import { documentIdPattern } from '../../../../../storefront/document-id';

/** What orders can be filtered by. */
export type FilterName = 'q' | 'payment' | 'paid' | 'driver' | 'due';

/** Which orders the desk shows, as they stand in the page's address; absent parts leave all. */
export type DeskFilters = Partial<Record<FilterName, string>>;

const isDocumentId = (value: string): boolean => documentIdPattern.test(value);

const oneOf =
  (choices: readonly string[]) =>
  (value: string): boolean =>
    choices.includes(value);

const isTaken: Record<FilterName, (value: string) => boolean> = {
  q: (text) => text.length <= LONGEST_SEARCH && !text.includes('\0'),
  payment: oneOf(deskChoices.payment),
  paid: oneOf(deskChoices.paid),
  driver: (value) => value === 'none' || isDocumentId(value),
  due: oneOf(deskChoices.due),
};

export const filterNames = Object.keys(isTaken) as FilterName[];

/** The filters of an address, without what the server would refuse. */
export const filtersOf = (parameters: URLSearchParams): DeskFilters =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = parameters.get(name);
      return value && isTaken[name](value) ? [[name, value]] : [];
    }),
  );

/** The order that an address opens. */
export const openedOf = (parameters: URLSearchParams): string | null => {
  const documentId = parameters.get('order');
  return documentId !== null && isDocumentId(documentId) ? documentId : null;
};
