import { Flex, Loader, Typography } from '@strapi/design-system';
import { useAPIErrorHandler } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { PromotionPreviewAnswer } from '../../panel/promotion-preview';
import { formatPrice } from '../offer/amount';
import { type PreviewRequest, type PromotionOf, usePromotionPreviewQuery } from './preview-api';
import { QuoteTable } from './quote-table';

type Props = { promotion: PromotionOf; request: PreviewRequest; decimals: number };

type ShownProps = { answer: PromotionPreviewAnswer; promotionId: string; decimals: number };

const Shown = ({ answer, promotionId, decimals }: ShownProps) => {
  const { formatMessage, locale } = useIntl();
  const { now, then, difference } = answer;
  const parts = [
    [formatMessage({ id: 'saptmarkets.preview.now', defaultMessage: 'Now' }), now],
    [formatMessage({ id: 'saptmarkets.preview.then', defaultMessage: 'Then' }), then],
  ] as const;
  const currency = 'error' in then ? '' : then.currency;
  const change = difference?.total ?? null;
  const by = change === null ? '' : formatPrice(locale, Math.abs(change), currency, decimals);
  return (
    <Flex direction="column" alignItems="stretch" gap={3} role="status">
      {change !== null && (
        <Typography variant="delta" tag="p" textColor={change < 0 ? 'success600' : 'neutral800'}>
          {change === 0
            ? formatMessage({
                id: 'saptmarkets.preview.same',
                defaultMessage: 'The cart costs the same at both times.',
              })
            : change < 0
              ? formatMessage(
                  { id: 'saptmarkets.preview.cheaper', defaultMessage: 'Then the cart costs {by} less.' },
                  { by },
                )
              : formatMessage(
                  { id: 'saptmarkets.preview.dearer', defaultMessage: 'Then the cart costs {by} more.' },
                  { by },
                )}
        </Typography>
      )}
      {parts.map(
        ([when, part]) =>
          'error' in part && (
            <Typography key={when} textColor="danger600" role="alert">
              {when}: {part.error.message}
            </Typography>
          ),
      )}
      <QuoteTable answer={answer} promotionId={promotionId} decimals={decimals} />
    </Flex>
  );
};

/** What the cart costs now and then, kept on the screen while the next answer is on its way. */
export const PreviewAnswer = ({ promotion, request, decimals }: Props) => {
  const { formatMessage } = useIntl();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const { data, error, isFetching } = usePromotionPreviewQuery({ of: promotion, request });
  if (error && !isFetching) {
    return (
      <Typography textColor="danger600" role="alert">
        {formatError(error as Parameters<typeof formatError>[0])}
      </Typography>
    );
  }
  if (data) return <Shown answer={data} promotionId={promotion.documentId} decimals={decimals} />;
  return (
    <Loader small>
      {formatMessage({ id: 'saptmarkets.preview.loading', defaultMessage: 'Pricing the cart' })}
    </Loader>
  );
};
