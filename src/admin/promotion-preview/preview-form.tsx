import { Checkbox, DateTimePicker, Field, Flex, Typography } from '@strapi/design-system';
import { useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import type { PreviewProduct } from '../../panel/promotion-preview';
import { CartLines } from './cart-lines';
import { PreviewAnswer } from './preview-answer';
import { type PromotionOf, usePreviewProductsQuery } from './preview-api';
import { ProductPicker } from './product-picker';
import type { PromotionAtHand } from './promotion-at-hand';
import { firstCart, usePreviewCart } from './use-preview-cart';
import { useSettled } from './use-settled';

/** While somebody is typing a quantity, nothing is priced. */
const PAUSE_MS = 300;

const NO_PRODUCTS: PreviewProduct[] = [];

/** A cart, a time, and what the one costs at the other. */
export const PreviewForm = ({ promotion, decimals }: { promotion: PromotionAtHand; decimals: number }) => {
  const { formatMessage, locale } = useIntl();
  const { documentId, pieces, startsAt, willBeLive } = promotion;
  const of: PromotionOf = useMemo(() => ({ documentId, locale }), [documentId, locale]);
  const { data: taking = NO_PRODUCTS } = usePreviewProductsQuery({ ...of, q: '' });
  const cart = usePreviewCart(useMemo(() => firstCart(taking, pieces), [taking, pieces]));
  const [at, setAt] = useState<Date | undefined>(startsAt ?? undefined);
  const [asIfLive, setAsIfLive] = useState(!willBeLive);
  const typed = JSON.stringify(
    cart.cart && { cart: cart.cart, at: at?.toISOString() ?? null, promotion: asIfLive ? documentId : null },
  );
  const settled = useSettled(typed, PAUSE_MS);
  const request = useMemo(
    () => JSON.parse(settled) as Parameters<typeof PreviewAnswer>[0]['request'] | null,
    [settled],
  );

  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ProductPicker promotion={of} onPick={cart.add} />
        <CartLines cart={cart} />
      </Flex>
      <Flex direction="column" alignItems="flex-start" gap={4}>
        <Field.Root
          name="preview-at"
          hint={formatMessage({ id: 'saptmarkets.preview.atHint', defaultMessage: 'Empty: this moment.' })}
        >
          <Field.Label>
            {formatMessage({ id: 'saptmarkets.preview.at', defaultMessage: 'Compare with' })}
          </Field.Label>
          <DateTimePicker
            locale={locale}
            value={at ?? null}
            clearLabel={formatMessage({ id: 'clearLabel', defaultMessage: 'Clear' })}
            dateLabel={formatMessage({ id: 'saptmarkets.preview.date', defaultMessage: 'Date' })}
            timeLabel={formatMessage({ id: 'saptmarkets.preview.time', defaultMessage: 'Time' })}
            onChange={setAt}
            onClear={() => setAt(undefined)}
          />
          <Field.Hint />
        </Field.Root>
        <Checkbox checked={asIfLive} onCheckedChange={(checked) => setAsIfLive(checked === true)}>
          {formatMessage({
            id: 'saptmarkets.preview.asIfLive',
            defaultMessage: 'As if this promotion were live then',
          })}
        </Checkbox>
      </Flex>
      {request && cart.cart ? (
        <PreviewAnswer promotion={of} request={request} decimals={decimals} />
      ) : (
        <Typography textColor="neutral600">
          {formatMessage({
            id: 'saptmarkets.preview.empty',
            defaultMessage: 'Put products and quantities into the cart to see what it costs.',
          })}
        </Typography>
      )}
    </Flex>
  );
};
