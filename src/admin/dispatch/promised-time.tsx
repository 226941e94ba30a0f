import { Badge, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { DispatchOrder } from '../../panel/dispatch';
import { useAge } from '../age';
import { formatInstant } from '../instant';
import { useSlotWords } from '../order-delivery/slot-words';

const SOON_MS = 20 * 60_000;

/** By when an order was promised, and whether that is past, or will be missed. */
export const PromisedTime = ({ order, now }: { order: DispatchOrder; now: number }) => {
  const { formatMessage, locale } = useIntl();
  const age = useAge();
  const slotWords = useSlotWords();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.dispatch.${key}`, defaultMessage }, values);
  const { promised, estimated, slot } = order;
  if (promised === null) return null;
  const due = new Date(promised).getTime();
  const isLate = due < now;
  const willBeLate = !isLate && estimated !== null && new Date(estimated).getTime() > due;
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
          {slot ? slotWords(slot) : say('promised', 'Promised {at}', { at: formatInstant(locale, promised) })}
        </bdi>
      </Typography>
      {willBeLate && (
        <Typography variant="pi" textColor="warning700">
          <bdi>{say('expected', 'Expected {at}', { at: formatInstant(locale, estimated) })}</bdi>
        </Typography>
      )}
    </Flex>
  );
};
