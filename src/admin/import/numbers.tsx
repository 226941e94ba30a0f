import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { formatQuantity } from '../offer/amount';

/** A number and what it counts. */
export type Counted = { label: string; count: number; isBad?: boolean };

/** Numbers beside each other. */
export const Numbers = ({ numbers }: { numbers: Counted[] }) => {
  const { locale } = useIntl();
  return (
    <Flex tag="dl" gap={8} wrap="wrap">
      {numbers.map(({ label, count, isBad }) => (
        <Flex key={label} direction="column-reverse" alignItems="flex-start">
          <Typography tag="dt" variant="pi" textColor="neutral600">
            {label}
          </Typography>
          <Typography tag="dd" variant="beta" textColor={isBad && count > 0 ? 'danger600' : 'neutral800'}>
            {formatQuantity(locale, count)}
          </Typography>
        </Flex>
      ))}
    </Flex>
  );
};
