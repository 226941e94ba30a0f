import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { Driver, TimelineEvent } from '../../panel/order';
import { formatInstant } from '../instant';
import { useEventWords } from './event-words';
import type { Money } from './money';

/** A dot for each event, on a line from the first to the last. */
const Thread = styled.ol`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[4]};
  width: 100%;
  margin: 0;
  padding: 0;
  list-style: none;

  & > li {
    position: relative;
    padding-inline-start: ${({ theme }) => theme.spaces[5]};
  }

  & > li::before {
    content: '';
    position: absolute;
    inset-inline-start: 0.2rem;
    top: 0.5rem;
    width: 0.8rem;
    height: 0.8rem;
    border-radius: 50%;
    background: ${({ theme }) => theme.colors.neutral300};
  }

  & > li:first-child::before {
    background: ${({ theme }) => theme.colors.primary600};
  }

  & > li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-inline-start: 0.5rem;
    top: 1.6rem;
    bottom: -1.8rem;
    width: 0.2rem;
    background: ${({ theme }) => theme.colors.neutral150};
  }
`;

type Props = { timeline: TimelineEvent[]; drivers: Driver[]; money: Money };

/** What has happened to an order, the last first, with who did it and when. */
export const OrderTimeline = ({ timeline, drivers, money }: Props) => {
  const { locale, formatMessage } = useIntl();
  const words = useEventWords(
    money,
    (id) => drivers.find(({ documentId }) => documentId === id)?.name ?? null,
  );
  return (
    <Thread aria-label={formatMessage({ id: 'saptmarkets.order.timeline', defaultMessage: 'History' })}>
      {timeline.toReversed().map((event) => {
        const details = words.details(event);
        return (
          <li key={event.seq}>
            <Flex direction="column" alignItems="flex-start" gap={1}>
              <Typography fontWeight="semiBold" textColor="neutral800">
                {words.what(event)}
              </Typography>
              {details && (
                <Typography variant="pi" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{details}</bdi>
                </Typography>
              )}
              <Typography variant="pi" textColor="neutral600">
                <bdi>{words.who(event)}</bdi>
              </Typography>
              <Typography variant="pi" textColor="neutral500">
                <bdi>{formatInstant(locale, event.at)}</bdi>
              </Typography>
            </Flex>
          </li>
        );
      })}
    </Thread>
  );
};
