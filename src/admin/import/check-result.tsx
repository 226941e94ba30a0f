import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { formatQuantity } from '../offer/amount';
import type { ImportCheck } from './import-api';
import { Numbers } from './numbers';
import { ProblemTable } from './problem-table';

/** What a file would do, or why it cannot be imported. */
export const CheckResult = ({ check }: { check: ImportCheck }) => {
  const { formatMessage, locale } = useIntl();
  const changes = check.creates + check.updates;
  const verdict =
    check.errorCount > 0
      ? formatMessage({
          id: 'saptmarkets.import.mend',
          defaultMessage: 'Nothing can be imported yet. Mend these errors in the file, then choose it again.',
        })
      : changes === 0
        ? formatMessage({
            id: 'saptmarkets.import.nothing',
            defaultMessage: 'The file says what the shop has already. There is nothing to import.',
          })
        : formatMessage({ id: 'saptmarkets.import.ready', defaultMessage: 'The file is in order.' });
  return (
    <Flex direction="column" alignItems="stretch" gap={4} role="status">
      <Numbers
        numbers={[
          {
            label: formatMessage({ id: 'saptmarkets.import.rows', defaultMessage: 'Rows' }),
            text: formatQuantity(locale, check.rows),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.creates', defaultMessage: 'New' }),
            text: formatQuantity(locale, check.creates),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.updates', defaultMessage: 'Changed' }),
            text: formatQuantity(locale, check.updates),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.unchanged', defaultMessage: 'Unchanged' }),
            text: formatQuantity(locale, check.unchanged),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.errors', defaultMessage: 'Errors' }),
            text: formatQuantity(locale, check.errorCount),
            isBad: check.errorCount > 0,
          },
        ]}
      />
      <Typography
        fontWeight="bold"
        textColor={check.errorCount > 0 ? 'danger600' : changes === 0 ? 'neutral600' : 'success600'}
      >
        {verdict}
      </Typography>
      {check.errors.length > 0 && <ProblemTable problems={check.errors} count={check.errorCount} />}
    </Flex>
  );
};
