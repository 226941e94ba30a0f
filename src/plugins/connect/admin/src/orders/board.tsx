import { Flex, Tabs } from '@strapi/design-system';
import { useLayoutEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { orderStatuses, type OrderStatus } from '../../../../../domain/order/transitions';
import { type Cards, Column, useColumnName, useCountWords } from './column';
import { focusCard, useDeskKeys } from './keys';
import { useNarrow } from './use-narrow';

const Columns = styled.div`
  display: grid;
  grid-template-columns: repeat(5, minmax(17rem, 1fr));
  align-items: start;
  gap: ${({ theme }) => theme.spaces[3]};
  overflow-x: auto;
`;

type Props = Omit<Cards, 'tabStop' | 'onFocus'> & {
  /** the column that is shown where there is room for one */
  column: OrderStatus;
  showColumn: (status: OrderStatus) => void;
  close: () => void;
  findFilter: () => void;
};

/** Orders by where they stand: columns side by side, or one at a time on a narrow screen. */
export const Board = ({ column, showColumn, close, findFilter, ...cards }: Props) => {
  const { formatMessage } = useIntl();
  const root = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow();
  const nameOf = useColumnName();
  const countWords = useCountWords();
  const [focused, setFocused] = useState<string | null>(null);
  const isHeld = useRef(false);
  const { board, opened, open } = cards;
  const statuses = isNarrow ? [column] : orderStatuses;
  const shown = statuses.map((status) => board.columns[status].map(({ documentId }) => documentId));
  const all = shown.flat();
  const tabStop = focused !== null && all.includes(focused) ? focused : all[0];

  useDeskKeys({ root, columns: shown, tabStop, opened, open, close, findFilter });

  // A card that moves is another element where it comes to stand: focus goes with it.
  useLayoutEffect(() => {
    if (isHeld.current && focused !== null && document.activeElement === document.body) {
      focusCard(root.current, focused);
    }
  }, [board, focused]);

  const columnOf = (status: OrderStatus) => (
    <Column key={status} status={status} {...cards} tabStop={tabStop} onFocus={setFocused} />
  );
  return (
    <div
      ref={root}
      onFocus={() => {
        isHeld.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null) isHeld.current = false;
      }}
    >
      {isNarrow ? (
        <Tabs.Root value={column} onValueChange={(status) => showColumn(status as OrderStatus)}>
          <Tabs.List
            aria-label={formatMessage({
              id: 'saptmarkets.desk.columns',
              defaultMessage: 'Where orders stand',
            })}
          >
            {orderStatuses.map((status) => (
              <Tabs.Trigger key={status} value={status}>
                {`${nameOf(status)} ${countWords(board.counts[status])}`}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content value={column} tabIndex={-1}>
            <Flex direction="column" alignItems="stretch" paddingTop={3}>
              {columnOf(column)}
            </Flex>
          </Tabs.Content>
        </Tabs.Root>
      ) : (
        <Columns>{orderStatuses.map(columnOf)}</Columns>
      )}
    </div>
  );
};
