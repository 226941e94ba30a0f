import { Flex, Loader, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { RefundPreview } from '../../panel/order';
import { type Money, useMoney, useMoneyInWords } from '../orders/money';

type Props = { preview: RefundPreview | null; isLoading: boolean; money: Money };

/** What will go back, before it does. */
export const RefundSum = ({ preview, isLoading, money }: Props) => {
  const { formatMessage } = useIntl();
  const write = useMoney(money);
  const inWords = useMoneyInWords(money);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.refund.${key}`, defaultMessage }, values);
  const ways = preview?.providers.map((provider) =>
    formatMessage({ id: provider, defaultMessage: provider }),
  );

  return (
    <Flex
      background="primary100"
      hasRadius
      padding={4}
      gap={4}
      justifyContent="space-between"
      minHeight="6.4rem"
      aria-live="polite"
      role="status"
    >
      {preview ? (
        <>
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography fontWeight="semiBold" textColor="neutral800">
              {say('goesBack', 'Goes back')}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {ways?.join(' · ')}
            </Typography>
          </Flex>
          <Flex direction="column" alignItems="flex-end" gap={1}>
            <Typography variant="delta" textColor="neutral800">
              <bdi dir="ltr">{write(preview.amount)}</bdi>
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {say('ofWhichVat', 'VAT in it: {vat}', { vat: inWords(preview.vat) })}
            </Typography>
          </Flex>
        </>
      ) : isLoading ? (
        <Loader small>{say('counting', 'Working out the amount')}</Loader>
      ) : (
        <Typography textColor="neutral600">
          {say('nothingYet', 'Say what is to go back; then its amount and VAT are shown here.')}
        </Typography>
      )}
    </Flex>
  );
};
