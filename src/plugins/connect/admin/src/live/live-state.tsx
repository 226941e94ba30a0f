import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { LiveState } from './connection';

const toneOf = { live: 'success500', connecting: 'neutral400', away: 'warning500' } as const;

const Dot = styled.span<{ $state: LiveState }>`
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 50%;
  background: ${({ theme, $state }) => theme.colors[toneOf[$state]]};
`;

/** Says whether a page moves by itself, or is read anew every so many seconds. */
export const LiveStateLine = ({ state, everySeconds }: { state: LiveState; everySeconds: number }) => {
  const { formatMessage } = useIntl();
  const words = {
    live: formatMessage({ id: 'saptmarkets.live.live', defaultMessage: 'Live' }),
    connecting: formatMessage({ id: 'saptmarkets.live.connecting', defaultMessage: 'Connecting…' }),
    away: formatMessage(
      { id: 'saptmarkets.live.away', defaultMessage: 'Refreshed every {seconds} s' },
      { seconds: everySeconds },
    ),
  };
  return (
    <Flex gap={2} role="status">
      <Dot $state={state} aria-hidden />
      <Typography variant="pi" textColor="neutral700">
        {words[state]}
      </Typography>
    </Flex>
  );
};
