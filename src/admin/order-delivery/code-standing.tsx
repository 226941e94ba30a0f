import { Button, Flex, Typography } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { OrderDelivery } from '../../panel/order-delivery';
import { useUnlockCodeMutation } from './delivery-api';

type Props = { orderId: string; code: NonNullable<OrderDelivery['code']>; mayChange: boolean };

/** How often a wrong code was said at the door, and the button that lets it be tried again. */
export const CodeStanding = ({ orderId, code, mayChange }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [unlock, { isLoading }] = useUnlockCodeMutation();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.code.${key}`, defaultMessage }, values);
  if (code.wrong === 0) return null;

  const go = async (): Promise<void> => {
    const result = await unlock({ documentId: orderId, locale });
    toggleNotification(
      'error' in result
        ? { type: 'danger', message: formatError(result.error) }
        : { type: 'success', message: say('unlocked', 'The code can be tried again') },
    );
  };

  return (
    <Flex gap={3} wrap="wrap" alignItems="center">
      <Typography textColor={code.isLocked ? 'danger700' : 'warning700'} fontWeight="semiBold">
        {code.isLocked
          ? say('locked', 'The code is locked after {wrong} wrong ones', { wrong: code.wrong })
          : say('wrong', '{wrong} wrong codes were said at the door', { wrong: code.wrong })}
      </Typography>
      {mayChange && (
        <Button type="button" variant="secondary" size="S" loading={isLoading} onClick={() => void go()}>
          {say('unlock', 'Unlock the code')}
        </Button>
      )}
    </Flex>
  );
};
