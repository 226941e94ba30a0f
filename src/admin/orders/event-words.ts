import { useIntl } from 'react-intl';
import type { TimelineEvent } from '../../panel/order';
import { formatInstant } from '../instant';
import { type Money, useMoneyInWords } from './money';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What of an order can change; the name in the event says what did. */
const changes = ['estimated_delivery', 'delivery_slot', 'delivery_failed', 'substitute'];

/** What a substitute is called in a language; null where what was ordered goes again. */
const substituteTitle = (data: TimelineEvent['data'], locale: string): string | null => {
  const { title } = (data['substitute'] ?? {}) as { title?: { en: string | null; ar: string | null } };
  if (!title) return null;
  return (locale === 'ar' ? title.ar : title.en) ?? title.en ?? title.ar;
};

/** What has happened to an order, in words. */
export const useEventWords = (money: Money, driverName: (id: string) => string | null) => {
  const { formatMessage, locale } = useIntl();
  const write = useMoneyInWords(money);
  const amountOf = (value: unknown): string | null => (typeof value === 'number' ? write(value) : null);
  const joined = (...parts: (string | null)[]): string | null => parts.filter(Boolean).join(' · ') || null;
  const stateOf = (value: unknown): string => {
    const state = text(value);
    return state === null ? '—' : formatMessage({ id: state, defaultMessage: state });
  };

  /** Staff write theirs; the shop itself has words for its own. */
  const refundReason = ({ kind, reason }: TimelineEvent['data']): string | null => {
    const written = text(reason);
    return kind === 'excess' && written !== null
      ? formatMessage({ id: `saptmarkets.refund.reason.${written}`, defaultMessage: written })
      : written;
  };

  /** Who got it and how, or who has it no longer and why. */
  const assignment = ({
    driverId,
    to,
    from,
    givenBy,
    outcome,
    reason,
  }: TimelineEvent['data']): string | null => {
    const driver = text(driverId) ?? text(to);
    const before = text(from);
    const ended = text(outcome);
    const given = text(givenBy);
    return joined(
      driver === null ? before && driverName(before) : driverName(driver),
      ended && formatMessage({ id: `saptmarkets.assignment.standing.${ended}`, defaultMessage: ended }),
      given && formatMessage({ id: `saptmarkets.assignment.givenBy.${given}`, defaultMessage: given }),
      text(reason),
    );
  };

  return {
    what({ kind, data }: TimelineEvent): string {
      const event =
        data['received'] === true ? 'received' : (changes.find((change) => change in data) ?? kind);
      if (event === 'substitute' && data['substitute'] === null) {
        return formatMessage({ id: 'saptmarkets.order.event.ordered_again', defaultMessage: kind });
      }
      const id = kind === 'order_changed' || kind === 'order_returned' ? event : kind;
      return formatMessage({ id: `saptmarkets.order.event.${id}`, defaultMessage: kind });
    },

    /** From where to where, or who; null where there is no more to tell. */
    details({ kind, data }: TimelineEvent): string | null {
      switch (kind) {
        case 'order_status_changed':
        case 'delivery_status':
          return formatMessage(
            { id: 'saptmarkets.order.fromTo', defaultMessage: '{from} → {to}' },
            { from: stateOf(data['from']), to: stateOf(data['to']) },
          );
        case 'order_assigned':
          return assignment(data);
        case 'order_changed':
          return (
            formatInstant(locale, text(data['estimated_delivery'])) ??
            text(data['delivery_failed']) ??
            substituteTitle(data, locale)
          );
        case 'order_note':
          return text(data['notes']);
        case 'payment_received':
          return joined(amountOf(data['amount']), stateOf(data['payment_method']));
        case 'payment_failed':
          return joined(
            text(data['failure']),
            text(data['payment_method']) && stateOf(data['payment_method']),
          );
        case 'payment_mismatched':
          return formatMessage(
            { id: 'saptmarkets.payment.mismatch', defaultMessage: '{paid} instead of {asked}' },
            { paid: text(data['paid']) ?? '—', asked: amountOf(data['asked']) ?? '—' },
          );
        case 'order_refunded':
          return joined(
            amountOf(data['amount']),
            typeof data['credit_note'] === 'number'
              ? formatMessage(
                  { id: 'saptmarkets.refund.creditNote', defaultMessage: 'Credit note {number}' },
                  { number: String(data['credit_note']) },
                )
              : null,
            refundReason(data),
          );
        case 'refund_failed':
        case 'refund_stuck':
          return joined(amountOf(data['amount']), text(data['failure']), refundReason(data));
        case 'refund_unknown':
          return joined(
            amountOf(data['amount']),
            text(data['payment_method']) && stateOf(data['payment_method']),
            text(data['providerId']),
          );
        default:
          return text(data['reason']);
      }
    },

    who({ actor }: TimelineEvent): string {
      return (
        actor.name ??
        formatMessage({ id: `saptmarkets.order.actor.${actor.kind}`, defaultMessage: actor.kind })
      );
    },
  };
};
