import { finish, type FinishedBody } from '../../storefront/finished-body';

type Kept = { version: string; body: FinishedBody };

const kept = new Map<string, Kept>();

/**
 * Keeps the finished tree of each company and language while its version stands. There are few, and each
 * replaces the one before it, so memory is bounded by the companies.
 * @param version of the company's shelves, read before `make` reads them; what is kept can only be newer
 */
export const keptTree = async (
  key: string,
  version: string,
  make: () => Promise<string>,
): Promise<FinishedBody> => {
  const present = kept.get(key);
  if (present?.version === version) return present.body;
  const body = finish(await make());
  kept.set(key, { version, body });
  return body;
};
