import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { Eye } from '@strapi/icons';
import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { usePanelCompaniesQuery } from '../offer/offer-api';
import { PreviewForm } from './preview-form';
import { type PromotionAtHand, promotionAtHand } from './promotion-at-hand';

const PROMOTION = 'api::promotion.promotion';

const PreviewDialog = ({ promotion, decimals }: { promotion: PromotionAtHand; decimals: number }) => {
  const { formatMessage } = useIntl();
  const title = formatMessage({ id: 'saptmarkets.preview.title', defaultMessage: 'Preview' });
  return (
    <Modal.Root>
      <Modal.Trigger>
        <Button type="button" variant="secondary" startIcon={<Eye />} fullWidth>
          {formatMessage({ id: 'saptmarkets.preview.open', defaultMessage: 'Try it on a cart' })}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header
          closeLabel={formatMessage({ id: 'saptmarkets.preview.close', defaultMessage: 'Close' })}
        >
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <PreviewForm promotion={promotion} decimals={decimals} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};

const Stored = ({ documentId, stored }: { documentId: string; stored: Record<string, unknown> }) => {
  const { formatMessage } = useIntl();
  const { data: companies = [] } = usePanelCompaniesQuery(undefined);
  const promotion = useMemo(() => promotionAtHand(documentId, stored, new Date()), [documentId, stored]);
  const company = companies.find(({ code }) => code === promotion.company);
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Typography textColor="neutral600">
        {formatMessage({
          id: 'saptmarkets.preview.help',
          defaultMessage: 'See what a cart costs now, and at the time of this promotion as it is saved.',
        })}
      </Typography>
      {company && <PreviewDialog promotion={promotion} decimals={company.decimals} />}
    </Flex>
  );
};

/** The side panel of a promotion's form: what carts would cost. */
export const PreviewPanel: PanelComponent = ({ model, documentId, document }) => {
  const { formatMessage } = useIntl();
  if (model !== PROMOTION) return null;
  return {
    title: formatMessage({ id: 'saptmarkets.preview.title', defaultMessage: 'Preview' }),
    content:
      documentId && document ? (
        <Stored key={documentId} documentId={documentId} stored={document} />
      ) : (
        <Typography textColor="neutral600">
          {formatMessage({
            id: 'saptmarkets.preview.saveFirst',
            defaultMessage: 'Save the promotion first. Then you can try it here.',
          })}
        </Typography>
      ),
  };
};
