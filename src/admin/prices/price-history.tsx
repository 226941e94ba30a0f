import { Button, Dialog, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { ConfirmDialog, useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { type Heading, TableHead } from '../table-head';
import type { PanelCompany } from '../../panel/offer';
import { formatInstant } from '../instant';
import { formatQuantity } from '../offer/amount';
import { useChangeWords } from './change-words';
import type { StoredPriceChange } from '../../api/price-change/store';
import { usePriceChangesQuery, useUndoPricesMutation } from './price-api';

type UndoProps = { company: PanelCompany; past: StoredPriceChange };

const UndoButton = ({ company, past }: UndoProps) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [undo, { isLoading }] = useUndoPricesMutation();

  const onConfirm = async (): Promise<void> => {
    const result = await undo({ of: { company: company.code, locale }, id: past.id });
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: formatError(result.error) });
      return;
    }
    const { restored, skipped } = result.data;
    toggleNotification({
      type: skipped ? 'warning' : 'success',
      message: formatMessage(
        {
          id: 'saptmarkets.prices.undone',
          defaultMessage:
            '{restored} prices are as before. {skipped} stay, because somebody changed them since.',
        },
        { restored: restored ?? 0, skipped: skipped ?? 0 },
      ),
    });
  };
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button size="S" variant="tertiary" loading={isLoading}>
          {formatMessage({ id: 'saptmarkets.prices.undo', defaultMessage: 'Undo' })}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog onConfirm={onConfirm} variant="default">
        {formatMessage(
          {
            id: 'saptmarkets.prices.confirmUndo',
            defaultMessage: 'Set {count} prices back to what they were before this change?',
          },
          { count: past.units },
        )}
      </ConfirmDialog>
    </Dialog.Root>
  );
};

/** The price changes of a company, each of which can be undone. */
export const PriceHistory = ({ company }: { company: PanelCompany }) => {
  const { formatMessage, locale } = useIntl();
  const words = useChangeWords(company);
  const { data: changes, isError } = usePriceChangesQuery(
    { company: company.code, locale },
    { refetchOnMountOrArgChange: true },
  );
  if (isError) {
    return (
      <Typography textColor="danger600" role="alert">
        {formatMessage({
          id: 'saptmarkets.prices.listFailed',
          defaultMessage: 'The price changes could not be read',
        })}
      </Typography>
    );
  }
  if (!changes || changes.length === 0) {
    return (
      <Typography textColor="neutral600">
        {formatMessage({
          id: 'saptmarkets.prices.noChanges',
          defaultMessage: 'No prices were changed here yet.',
        })}
      </Typography>
    );
  }
  const headings: Heading[] = [
    ['saptmarkets.prices.change', 'Change'],
    ['saptmarkets.prices.count', 'Prices'],
    ['saptmarkets.prices.when', 'When'],
    ['saptmarkets.import.by', 'By'],
    ['saptmarkets.prices.undo', 'Undo'],
  ];
  return (
    <Table colCount={headings.length} rowCount={changes.length + 1}>
      <TableHead headings={headings} />
      <Tbody>
        {changes.map((past) => (
          <Tr key={past.id}>
            {[
              words(past.change),
              formatQuantity(locale, past.units),
              formatInstant(locale, past.createdAt),
              past.createdBy,
            ].map((text, index) => (
              <Td key={index}>
                <Typography textColor="neutral800">
                  <bdi>{text}</bdi>
                </Typography>
              </Td>
            ))}
            <Td>
              {past.undoneAt ? (
                <Typography textColor="neutral600">
                  {formatMessage({ id: 'saptmarkets.prices.isUndone', defaultMessage: 'Undone' })}
                </Typography>
              ) : (
                <UndoButton company={company} past={past} />
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
