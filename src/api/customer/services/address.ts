import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import type { CustomerCaller } from '../../../identity/caller';
import {
  countAddresses,
  deleteAddress,
  deleteOtherAddresses,
  findDefaultAddress,
  insertAddress,
  readAddress,
  readAddresses,
  settleDefault,
  updateAddress,
} from '../address-store';
import { lockCustomer } from '../store';
import { type AddressInput, type ListedAddress, MOST_ADDRESSES } from '../validation';

type Owner = { companyCode: string; customerId: string };

const ownerOf = ({ company, documentId }: CustomerCaller): Owner => ({
  companyCode: company,
  customerId: documentId,
});

const wantedDefault = (documentId: string, { isDefault }: AddressInput): string | null =>
  isDefault ? documentId : null;

/** Replaces a customer's list of addresses, matched by document id. */
export const replaceAddresses = async (
  trx: Knex,
  { companyCode, customerId }: Owner,
  list: ListedAddress[],
): Promise<void> => {
  const kept = list.flatMap(({ documentId }) => documentId ?? []);
  await deleteOtherAddresses(trx, customerId, kept);
  let chosen: string | null = null;
  for (const [index, { documentId, ...input }] of list.entries()) {
    const known = documentId !== undefined;
    if (known && !(await updateAddress(trx, customerId, documentId, input))) {
      throw invalidField(`addresses.${index}.documentId`, 'is none of your addresses');
    }
    const id = known ? documentId : await insertAddress(trx, companyCode, customerId, input);
    chosen ??= wantedDefault(id, input);
  }
  await settleDefault(trx, customerId, chosen);
};

/** Changes the default address; makes it when there is none. */
export const changeDefaultAddress = async (
  trx: Knex,
  { companyCode, customerId }: Owner,
  input: AddressInput,
): Promise<void> => {
  const documentId = await findDefaultAddress(trx, customerId);
  if (documentId) {
    await updateAddress(trx, customerId, documentId, input);
    return;
  }
  if (input.address === undefined) throw invalidField('address', 'is needed for a first address');
  await settleDefault(trx, customerId, await insertAddress(trx, companyCode, customerId, input));
};

/** A customer's saved addresses and delivery points. Texts are JSON, ready to send. */
export const createAddressService = ({ strapi }: { strapi: Core.Strapi }) => {
  const change = async <Result>(owner: Owner, work: (trx: Knex) => Promise<Result>): Promise<Result> =>
    await strapi.db.transaction(async ({ trx }) => {
      if (!(await lockCustomer(trx, owner.companyCode, owner.customerId))) throw notFound('customer');
      return work(trx);
    });

  const stored = async (trx: Knex, { customerId }: Owner, documentId: string): Promise<string> => {
    const body = await readAddress(trx, customerId, documentId);
    if (!body) throw notFound('address');
    return body;
  };

  return {
    list: ({ documentId }: CustomerCaller): Promise<string> =>
      readAddresses(strapi.db.connection, documentId),

    create(caller: CustomerCaller, input: AddressInput): Promise<string> {
      const owner = ownerOf(caller);
      return change(owner, async (trx) => {
        if ((await countAddresses(trx, owner.customerId)) >= MOST_ADDRESSES) {
          throw new DomainError('too_many', `at most ${MOST_ADDRESSES} addresses are kept`, {
            most: MOST_ADDRESSES,
          });
        }
        const documentId = await insertAddress(trx, owner.companyCode, owner.customerId, input);
        await settleDefault(trx, owner.customerId, wantedDefault(documentId, input));
        return stored(trx, owner, documentId);
      });
    },

    update(caller: CustomerCaller, documentId: string, input: AddressInput): Promise<string> {
      const owner = ownerOf(caller);
      return change(owner, async (trx) => {
        if (!(await updateAddress(trx, owner.customerId, documentId, input))) throw notFound('address');
        await settleDefault(trx, owner.customerId, wantedDefault(documentId, input));
        return stored(trx, owner, documentId);
      });
    },

    remove(caller: CustomerCaller, documentId: string): Promise<void> {
      const owner = ownerOf(caller);
      return change(owner, async (trx) => {
        if (!(await deleteAddress(trx, owner.customerId, documentId))) throw notFound('address');
        await settleDefault(trx, owner.customerId, null);
      });
    },
  };
};

export default createAddressService;
