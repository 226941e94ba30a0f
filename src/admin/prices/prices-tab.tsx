import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { ConfirmDialog, useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PanelCompany } from '../../panel/offer';
import { Section } from '../section';
import { PreviewTable } from './preview-table';
import type { PricePreview } from '../../api/price-change/preview';
import { useApplyPricesMutation, usePreviewPricesMutation } from './price-api';
import { PriceFields } from './price-fields';
import { PriceHistory } from './price-history';
import { type PriceForm, usePriceDraft } from './use-price-draft';

/** Changes many prices at once: shown first, then applied, and undone where it was wrong. */
export const PricesTab = ({ company }: { company: PanelCompany }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const draft = usePriceDraft(company.decimals);
  const [previewPrices, { isLoading: isPreviewing }] = usePreviewPricesMutation();
  const [applyPrices, { isLoading: isApplying }] = useApplyPricesMutation();
  const [preview, setPreview] = useState<PricePreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { request } = draft;
  const canApply = preview !== null && preview.units > 0 && preview.refusedCount === 0 && !isApplying;
  const of = { company: company.code, locale };

  const onChange = (part: Partial<PriceForm>): void => {
    draft.change(part);
    setPreview(null);
    setProblem(null);
  };
  const onPreview = async (): Promise<void> => {
    if (!request) return;
    setProblem(null);
    const result = await previewPrices({ of, request });
    if ('error' in result) setProblem(formatError(result.error));
    else setPreview(result.data);
  };
  const onApply = async (): Promise<void> => {
    if (!request) return;
    const result = await applyPrices({ of, request });
    if ('error' in result) {
      setProblem(formatError(result.error));
      return;
    }
    setPreview(null);
    toggleNotification({
      type: 'success',
      message: formatMessage({ id: 'saptmarkets.prices.applied', defaultMessage: 'The prices are changed' }),
    });
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Section title={formatMessage({ id: 'saptmarkets.prices.title', defaultMessage: 'Change prices' })}>
        <PriceFields company={company} draft={draft} onChange={onChange} />
        <Flex gap={2} wrap="wrap">
          <Button
            variant="secondary"
            loading={isPreviewing}
            disabled={!request || isPreviewing || isApplying}
            onClick={() => void onPreview()}
          >
            {formatMessage({ id: 'saptmarkets.prices.preview', defaultMessage: 'Preview' })}
          </Button>
          <Dialog.Root>
            <Dialog.Trigger>
              <Button loading={isApplying} disabled={!canApply}>
                {formatMessage({ id: 'saptmarkets.prices.apply', defaultMessage: 'Apply' })}
              </Button>
            </Dialog.Trigger>
            <ConfirmDialog onConfirm={onApply} variant="default">
              {formatMessage(
                {
                  id: 'saptmarkets.prices.confirm',
                  defaultMessage:
                    'Change {count} prices? Shoppers see the new ones at once. You can undo it below.',
                },
                { count: preview?.units ?? 0 },
              )}
            </ConfirmDialog>
          </Dialog.Root>
        </Flex>
        {problem && (
          <Typography textColor="danger600" role="alert">
            {problem}
          </Typography>
        )}
        {preview && <PreviewTable company={company} preview={preview} />}
      </Section>
      <Section title={formatMessage({ id: 'saptmarkets.prices.history', defaultMessage: 'Past changes' })}>
        <PriceHistory company={company} />
      </Section>
    </Flex>
  );
};
