import { ProviderRefusal, ProviderUnavailable } from './provider';

const NO_SUCH_CALL = [404, 405, 501];

/** Whether the provider has answered, though not with a list. */
const cannotList = (error: unknown): boolean => {
  if (error instanceof ProviderRefusal) return true;
  if (!(error instanceof ProviderUnavailable) || error.status === null) return false;
  return error.status < 400 || NO_SUCH_CALL.includes(error.status);
};

/**
 * Looks for what was made under our id before, which is asked first where the provider forgets its idempotency keys.
 * Where it cannot tell, nothing counts as found, and its keys have to do.
 * @throws ProviderUnavailable where it may be able to tell later
 */
export const foundBefore = async <Thing>(
  look: () => Promise<Thing | undefined>,
): Promise<Thing | undefined> => {
  try {
    return await look();
  } catch (error) {
    if (cannotList(error)) return undefined;
    throw error;
  }
};
