import { sum, toMajor } from '../../domain/money';
import type { CashOrdersRow, DriverCashRow } from './report-store';
import type { Handover } from './store';

/** A handover with amounts in major units; `discrepancy` is negative where money is missing. */
export const presentHandover = ({ decimals, ...handover }: Handover): object => ({
  ...handover,
  expected: toMajor(handover.expected, decimals),
  counted: toMajor(handover.counted, decimals),
  discrepancy: toMajor(handover.discrepancy, decimals),
});

/** The cash of a day by driver and currency, in major units. */
export type CashReport = {
  date: string;
  drivers: object[];
  /** by currency: `collected` by drivers + `withoutDriver` = `paidCashOrders` */
  totals: object[];
};

const presentDriver = (row: DriverCashRow): object => ({
  driver: { documentId: row.driver, name: row.name },
  currency: row.currency,
  orders: row.orders,
  collected: toMajor(row.collected, row.decimals),
  handedIn: toMajor(row.handedIn, row.decimals),
  discrepancy: toMajor(row.discrepancy, row.decimals),
  balance: toMajor(row.balance, row.decimals),
});

/** One total for each currency that was paid in, or that drivers have to do with. */
const presentTotal = (currency: string, drivers: DriverCashRow[], orders: CashOrdersRow[]): object => {
  const own = drivers.filter((row) => row.currency === currency);
  const paid = orders.find((row) => row.currency === currency);
  const decimals = paid?.decimals ?? own[0]?.decimals ?? 0;
  const total = (amounts: number[]): number => toMajor(sum(amounts), decimals);
  return {
    currency,
    collected: total(own.map(({ collected }) => collected)),
    withoutDriver: total([paid?.withoutDriver ?? 0]),
    paidCashOrders: total([paid?.paidCashOrders ?? 0]),
    orders: paid?.count ?? 0,
    handedIn: total(own.map(({ handedIn }) => handedIn)),
    discrepancy: total(own.map(({ discrepancy }) => discrepancy)),
    balance: total(own.map(({ balance }) => balance)),
  };
};

export const presentReport = (
  date: string,
  drivers: DriverCashRow[],
  orders: CashOrdersRow[],
): CashReport => {
  const currencies = [...new Set([...drivers, ...orders].map(({ currency }) => currency))].sort();
  return {
    date,
    drivers: drivers.map(presentDriver),
    totals: currencies.map((currency) => presentTotal(currency, drivers, orders)),
  };
};
