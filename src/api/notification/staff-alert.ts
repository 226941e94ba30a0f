import type { Bilingual } from '../../domain/invoice/invoice';
import type { OutboxMessage } from '../../outbox/enqueue';
import { type Announced, LIVE } from '../../plugins/connect/server/src/realtime/live-event';
import { staffRoom } from '../../plugins/connect/server/src/realtime/rooms';
import { companyOf } from '../../tenancy/registry';
import type { NotedEvent } from './order-news-store';

type Alert = { title: Bilingual; message: (invoice: number) => Bilingual };

/** What of an order's events staff have to look after. */
const alerts: Record<string, Alert> = {
  refund_failed: {
    title: { en: 'A refund failed', ar: 'تعذّر رد مبلغ' },
    message: (invoice) => ({
      en: `Money of order ${invoice} did not go back. Somebody has to send it again.`,
      ar: `لم يُرد مبلغ من الطلب رقم ${invoice}. يجب إرساله مرة أخرى.`,
    }),
  },
  refund_stuck: {
    title: { en: 'A refund is stuck', ar: 'رد مبلغ معلّق' },
    message: (invoice) => ({
      en: `Nobody knows whether money of order ${invoice} went back. Please look at the payment provider.`,
      ar: `لا يُعرف هل رُدّ مبلغ من الطلب رقم ${invoice}. يُرجى التحقق لدى مزوّد الدفع.`,
    }),
  },
  refund_unknown: {
    title: { en: 'Money went back that nobody asked for', ar: 'رُدّ مبلغ لم يطلبه أحد' },
    message: (invoice) => ({
      en: `The payment provider gave back money of order ${invoice} that the books know nothing of.`,
      ar: `ردّ مزوّد الدفع مبلغاً من الطلب رقم ${invoice} لا تعرفه الدفاتر.`,
    }),
  },
  payment_mismatched: {
    title: { en: 'A payment does not match', ar: 'دفعة غير مطابقة' },
    message: (invoice) => ({
      en: `Another amount was paid for order ${invoice} than was asked for. It goes back.`,
      ar: `دُفع للطلب رقم ${invoice} مبلغ غير المطلوب، وسيُعاد.`,
    }),
  },
};

/** Has staff told, by socket, of what they have to look after in an order. */
export const staffAlerts = (events: NotedEvent[]): OutboxMessage[] =>
  events.flatMap(({ kind, orderId, company, seq, at, invoice }) => {
    const alert = alerts[kind];
    if (!alert) return [];
    const [title, message] = [alert.title, alert.message(invoice)];
    const language = companyOf(company).defaultLocale;
    const payload: Announced = {
      id: `alert.${orderId}.${seq}`,
      event: 'admin_notification',
      seq: null,
      at: at.toISOString(),
      company,
      data: {
        kind,
        title: title[language],
        message: message[language],
        order: orderId,
        localized: {
          en: { title: title.en, message: message.en },
          ar: { title: title.ar, message: message.ar },
        },
      },
      rooms: [staffRoom(company, 'orders')],
    };
    return [{ topic: LIVE, key: `alert.${orderId}`, company, payload }];
  });
