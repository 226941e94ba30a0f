import { invalidField } from '../errors';

const safeLink = /^(https?:\/\/|\/|#|mailto:|tel:)/i;

/**
 * Refuses links that a browser would run instead of open, such as `javascript:`.
 * @throws ValidationError
 */
export const assertSafeLink = (path: string, link: string | null): void => {
  if (link && !safeLink.test(link)) throw invalidField(path, 'must begin with https://, http:// or /');
};
