import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError, ValidationError } from '../../domain/errors';
import { lockOrder } from '../order/life-store';
import { carryOut, type UpdateRequest } from './carry-out';
import { noteWrongCode } from './code-store';
import type { Refusal } from './event-store';

/** What became of an update. */
export type Outcome =
  | { status: 'done' | 'repeated' }
  | { status: 'refused'; refusal: Refusal }
  /** what cannot be understood, however often it comes */
  | { status: 'invalid'; error: ValidationError };

/** What may go well a moment later is no answer to be kept. */
const isForNow = ({ code }: DomainError): boolean => code === 'conflict';

const asOutcome = (error: unknown): Exclude<Outcome, { status: 'done' | 'repeated' }> => {
  if (error instanceof ValidationError) return { status: 'invalid', error };
  if (!(error instanceof DomainError) || isForNow(error)) throw error;
  const { code, message, details } = error;
  return { status: 'refused', refusal: { code, message, details } };
};

/**
 * Carries an update out, of which nothing stays where it is refused, but that a wrong code was said. The order stays
 * locked after a refusal, so that codes are counted one after the other.
 */
export const tryOut = async (strapi: Core.Strapi, trx: Knex, request: UpdateRequest): Promise<Outcome> => {
  const { company, orderId } = request;
  let order;
  try {
    order = await lockOrder(trx, company.code, orderId);
  } catch (error) {
    return asOutcome(error);
  }
  await trx.raw('savepoint driver_update');
  try {
    const hasChanged = await carryOut(strapi, trx, order, request);
    await trx.raw('release savepoint driver_update');
    return { status: hasChanged ? 'done' : 'repeated' };
  } catch (error) {
    const outcome = asOutcome(error);
    await trx.raw('rollback to savepoint driver_update');
    if (outcome.status === 'refused' && outcome.refusal.code === 'invalid_code') {
      await noteWrongCode(trx, orderId);
    }
    return outcome;
  }
};
