import { Badge, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { DispatchOrder } from '../../panel/dispatch';
import { useAge } from '../age';
import { formatLocale } from '../offer/amount';
import { useSlotWords } from '../order-delivery/slot-words';

const SOON_MS = 20 * 60_000;
const MINUTE_MS = 60_000;

/** The time of day, with the day where that is another one. */
const briefly = (language: string, iso: string, now: number): string => {
  const moment = new Date(iso);
  const isToday = moment.toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(formatLocale(language), {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  }).format(moment);
};

type Promised = Pick<DispatchOrder, 'promised' | 'estimated' | 'slot'>;

/** By when an order was promised, and whether that is past, or will be missed. */
export const PromisedTime = ({ order, now }: { order: Promised; now: number }) => {
  const { formatMessage, locale } = useIntl();
  const age = useAge();
  const slotWords = useSlotWords();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.dispatch.${key}`, defaultMessage }, values);
  const { promised, estimated, slot } = order;
  if (promised === null) return null;
  const due = new Date(promised).getTime();
  const isLate = due < now;
  const willBeLate = !isLate && estimated !== null && new Date(estimated).getTime() >= due + MINUTE_MS;
  const tone = isLate ? 'danger' : willBeLate || due - now < SOON_MS ? 'warning' : 'neutral';
  const words = isLate
    ? say('late', 'Late: {age}', { age: age(promised, now) })
    : say('due', 'Due {age}', { age: age(promised, now) });
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Badge backgroundColor={`${tone}100`} textColor={`${tone}700`}>
        {words}
      </Badge>
      <Typography variant="pi" textColor="neutral600">
        <bdi>
          {slot ? slotWords(slot) : say('promised', 'Promised {at}', { at: briefly(locale, promised, now) })}
        </bdi>
      </Typography>
      {willBeLate && (
        <Typography variant="pi" textColor="warning700">
          <bdi>{say('expected', 'Expected {at}', { at: briefly(locale, estimated, now) })}</bdi>
        </Typography>
      )}
    </Flex>
  );
};
