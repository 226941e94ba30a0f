import { Button, Flex, Typography } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useReceiveGoodsMutation } from './delivery-api';

/** Notes that goods which a driver brought back lie in the shop again. */
export const ReceiveButton = ({ orderId, mayChange }: { orderId: string; mayChange: boolean }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [receive, { isLoading }] = useReceiveGoodsMutation();
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.receive.${key}`, defaultMessage });

  const go = async (): Promise<void> => {
    const result = await receive({ documentId: orderId, locale });
    toggleNotification(
      'error' in result
        ? { type: 'danger', message: formatError(result.error) }
        : { type: 'success', message: say('done', 'The goods are in stock again') },
    );
  };

  return (
    <Flex gap={3} wrap="wrap" alignItems="center">
      <Typography textColor="warning700" fontWeight="semiBold">
        {say('awaited', 'The driver brings the goods back.')}
      </Typography>
      {mayChange && (
        <Button type="button" variant="secondary" size="S" loading={isLoading} onClick={() => void go()}>
          {say('received', 'Goods received')}
        </Button>
      )}
    </Flex>
  );
};
