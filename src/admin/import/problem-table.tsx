import { Box, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { SpokenComplaint } from '../../catalogue-import/words';

/** The column stands in a place of its own here, so the message need not begin with it. */
const withoutColumn = ({ column, message }: SpokenComplaint): string =>
  column && message.startsWith(`${column} `) ? message.slice(column.length + 1) : message;

/** What is wrong with a file, cell by cell. */
export const ProblemTable = ({ problems, count }: { problems: SpokenComplaint[]; count: number }) => {
  const { formatMessage } = useIntl();
  const heading = (id: string, defaultMessage: string) => (
    <Th>
      <Typography variant="sigma" textColor="neutral600">
        {formatMessage({ id, defaultMessage })}
      </Typography>
    </Th>
  );
  const cell = (content: string | number | null) => (
    <Td>
      <Typography textColor="neutral800">
        <bdi>{content ?? '-'}</bdi>
      </Typography>
    </Td>
  );
  return (
    <Box>
      <Table colCount={3} rowCount={problems.length + 1}>
        <Thead>
          <Tr>
            {heading('saptmarkets.import.row', 'Row')}
            {heading('saptmarkets.import.column', 'Column')}
            {heading('saptmarkets.import.message', 'What is wrong')}
          </Tr>
        </Thead>
        <Tbody>
          {problems.map((problem, index) => (
            <Tr key={index}>
              {cell(problem.row)}
              {cell(problem.column)}
              <Td>
                <Typography textColor="neutral800" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
                  {withoutColumn(problem)}
                </Typography>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {count > problems.length && (
        <Typography textColor="neutral600" tag="p" paddingTop={3}>
          {formatMessage(
            {
              id: 'saptmarkets.import.more',
              defaultMessage: 'These are the first {shown} of {count} errors.',
            },
            { shown: problems.length, count },
          )}
        </Typography>
      )}
    </Box>
  );
};
