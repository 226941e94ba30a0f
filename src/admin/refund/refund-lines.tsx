import { Box, Field, Flex, Table, Tbody, Td, TextInput, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { formatQuantity } from '../offer/amount';
import { type Heading, TableHead } from '../table-head';
import type { Refusal } from './refusal';
import type { RefundDraft } from './use-refund-draft';
import { useProblemWords } from './problem-words';

const headings: Heading[] = [
  ['saptmarkets.order.product', 'Product'],
  ['saptmarkets.refund.left', 'Left', '18%'],
  ['saptmarkets.refund.quantity', 'Refund', '30%'],
];

type Props = { draft: RefundDraft; refusal: Refusal | null; disabled: boolean };

/** How much of each line is refunded. */
export const RefundLines = ({ draft, refusal, disabled }: Props) => {
  const { formatMessage, locale } = useIntl();
  const problemWords = useProblemWords();
  const wanted = draft.lines.filter(({ value }) => value !== null);
  const refused = refusal?.at === 'lines' && refusal.place !== null ? wanted[refusal.place]?.line.id : null;

  return (
    <Box borderColor="neutral150" hasRadius style={{ overflow: 'hidden' }}>
      <Table colCount={headings.length} rowCount={draft.lines.length + 1}>
        <TableHead headings={headings} />
        <Tbody>
          {draft.lines.map(({ line, combo, left, text, problem }) => {
            const name = line.title ?? line.productId;
            const error = problem
              ? problemWords(problem, formatQuantity(locale, left))
              : refused === line.id
                ? refusal?.words
                : undefined;
            return (
              <Tr key={line.id}>
                <Td style={{ whiteSpace: 'normal' }}>
                  <Flex direction="column" alignItems="flex-start">
                    <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
                      <bdi>{name}</bdi>
                    </Typography>
                    {[combo, line.unitName].filter(Boolean).map((fact) => (
                      <Typography key={fact} variant="pi" textColor="neutral600">
                        <bdi>{fact}</bdi>
                      </Typography>
                    ))}
                  </Flex>
                </Td>
                <Td>
                  <Typography textColor="neutral800">
                    <bdi>{formatQuantity(locale, left)}</bdi>
                  </Typography>
                </Td>
                <Td style={{ whiteSpace: 'normal' }}>
                  <Field.Root name={`refund-${line.id}`} error={error} width="100%">
                    <TextInput
                      aria-label={formatMessage(
                        { id: 'saptmarkets.refund.quantityOf', defaultMessage: 'Refunded of {product}' },
                        { product: name },
                      )}
                      value={text}
                      disabled={disabled || left === 0}
                      inputMode="decimal"
                      autoComplete="off"
                      size="S"
                      dir="ltr"
                      placeholder="0"
                      onChange={({ target }) => draft.setQuantity(line.id, target.value)}
                    />
                    <Field.Error />
                  </Field.Root>
                </Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
    </Box>
  );
};
