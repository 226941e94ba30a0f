import { Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';

/** What stands above a column: the key of its text, the text in English, and how wide the column is. */
export type Heading = [id: string, defaultMessage: string, width?: string];

/** The row of headings of a table of the shop's pages. */
export const TableHead = ({ headings }: { headings: Heading[] }) => {
  const { formatMessage } = useIntl();
  return (
    <Thead>
      <Tr>
        {headings.map(([id, defaultMessage, width]) => (
          <Th key={id} {...(width !== undefined && { style: { width } })}>
            <Typography variant="sigma" textColor="neutral600">
              {formatMessage({ id, defaultMessage })}
            </Typography>
          </Th>
        ))}
      </Tr>
    </Thead>
  );
};
