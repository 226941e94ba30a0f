import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import type { Span } from '../../../domain/company-day';
import { invalidField, notFound } from '../../../domain/errors';
import { toMajor } from '../../../domain/money';
import { assertSameBody, type IdempotencyKey } from '../../../idempotency/key';
import { keepAnswer, takeKey } from '../../../idempotency/store';
import type { Page } from '../../../storefront/read';
import { readPage } from '../../../storefront/read';
import type { ListQuery } from '../../../storefront/list-query';
import { fragment } from '../../../storefront/sql-fragment';
import type { Company } from '../../../tenancy/company';
import { isPersonnel } from '../../delivery-personnel/store';
import { type DriverKey, lockState } from '../../driver-duty/store';
import type { Actor } from '../../order/event-store';
import { presentHandover, presentReport, type CashReport } from '../present';
import { readCashOrders, readDriverCash } from '../report-store';
import { cashSource } from '../source';
import { insertHandover, type Owed, readBalances, readBalancesAfter } from '../store';
import { countedMinor, type HandoverBody } from '../validation';

/** Staff count the cash of a driver. */
export type HandoverRequest = { company: Company; driverId: string; body: HandoverBody; actor: Actor };

/** A page of a ledger, and what is owed by now in each currency, in major units. */
export type Ledger = { page: Page; balances: { currency: string; balance: number }[] };

const USER = 'plugin::users-permissions.user';

/** The money that drivers take at doors, and bring. */
export const createCashService = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;

  const assertPersonnel = async (on: Knex, { companyCode, driverId }: DriverKey): Promise<void> => {
    if (!(await isPersonnel(on, companyCode, driverId))) throw notFound('driver');
  };

  /** What is owed in the currency that was counted; in the company's own there may be nothing yet. */
  const owedIn = async (trx: Knex, key: DriverKey, { company, body }: HandoverRequest): Promise<Owed> => {
    const currency = body.currency ?? company.currency;
    const owed = (await readBalances(trx, key)).find((balance) => balance.currency === currency);
    if (owed) return owed;
    if (currency !== company.currency) throw invalidField('currency', 'was never taken by this driver');
    return { currency, decimals: company.decimals, balance: 0 };
  };

  const handOver = async (trx: Knex, request: HandoverRequest): Promise<string> => {
    const { company, driverId, body, actor } = request;
    const key = { companyCode: company.code, driverId };
    await assertPersonnel(trx, key);
    await lockState(trx, key);
    const { currency, decimals, balance: expected } = await owedIn(trx, key, request);
    const counted = countedMinor(body, { decimals });
    const handover = {
      id: createId(),
      expected,
      counted,
      discrepancy: counted - expected,
      currency,
      decimals,
      note: body.note ? body.note : null,
    };
    const at = await insertHandover(trx, key, handover, actor);
    await recordAct(strapi, trx, {
      action: 'cash_handed_in',
      subject: { type: USER, id: driverId },
      company: company.code,
      after: { expected: toMajor(expected, decimals), counted: body.counted, currency },
    });
    return JSON.stringify({ handover: presentHandover({ ...handover, at }) });
  };

  /** Says beside each entry of a page what was owed after it. */
  const withBalances = async (key: DriverKey, page: Page): Promise<Page> => {
    const entries = JSON.parse(`[${page.items}]`) as { id: number }[];
    if (entries.length === 0) return page;
    const ids = entries.map(({ id }) => id);
    const span = { first: Math.min(...ids), last: Math.max(...ids) };
    const after = new Map(
      (await readBalancesAfter(db(), key, span)).map((entry) => [Number(entry.id), entry]),
    );
    const items = entries.map((entry) => {
      const { balance, decimals } = after.get(entry.id) ?? { balance: 0, decimals: 0 };
      return JSON.stringify({ ...entry, balance: toMajor(balance, decimals) });
    });
    return { ...page, items: items.join(',') };
  };

  return {
    /**
     * Notes what was counted, once for each key; what should have been there is told only now. Then nothing is owed.
     * @returns the handover as JSON text
     * @throws DomainError `not_found`, `idempotency_key_reused`; ValidationError
     */
    handOver: (request: HandoverRequest, key: IdempotencyKey | null): Promise<string> =>
      inTransaction(strapi, async (trx) => {
        const earlier = key && (await takeKey(trx, key.scope, key.bodyHash));
        if (key && earlier) {
          assertSameBody(key, earlier);
          if (earlier.answer === null) throw new Error('a handover was kept without its answer');
          return earlier.answer;
        }
        const answer = await handOver(trx, request);
        if (key) await keepAnswer(trx, key.scope, answer);
        return answer;
      }),

    /** @throws DomainError `not_found` */
    async ledger(company: Company, driverId: string, query: ListQuery): Promise<Ledger> {
      const key = { companyCode: company.code, driverId };
      await assertPersonnel(db(), key);
      const scope = { company, audience: 'staff' as const };
      const found = await readPage(db(), cashSource, scope, query, fragment('driver_id = ?', driverId));
      const page = await withBalances(key, found);
      const balances = (await readBalances(db(), key)).map(({ currency, decimals, balance }) => ({
        currency,
        balance: toMajor(balance, decimals),
      }));
      return { page, balances };
    },

    /** What drivers took and brought within a day, and what the orders paid in cash add up to. */
    report: async (company: Company, day: { date: string } & Span): Promise<CashReport> =>
      presentReport(
        day.date,
        await readDriverCash(db(), company.code, day),
        await readCashOrders(db(), company.code, day),
      ),
  };
};

export default createCashService;
