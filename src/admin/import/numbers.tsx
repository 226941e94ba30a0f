import { Flex, Typography } from '@strapi/design-system';

/** A number, ready for reading, and what it says. */
export type Labelled = { label: string; text: string; isBad?: boolean };

/** Numbers beside each other. */
export const Numbers = ({ numbers }: { numbers: Labelled[] }) => (
  <Flex tag="dl" gap={8} wrap="wrap">
    {numbers.map(({ label, text, isBad }) => (
      <Flex key={label} direction="column-reverse" alignItems="flex-start">
        <Typography tag="dt" variant="pi" textColor="neutral600">
          {label}
        </Typography>
        <Typography tag="dd" variant="beta" textColor={isBad ? 'danger600' : 'neutral800'}>
          <bdi>{text}</bdi>
        </Typography>
      </Flex>
    ))}
  </Flex>
);
