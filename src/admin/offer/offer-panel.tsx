import { Button, Flex, Loader, Typography } from '@strapi/design-system';
import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { isBaseQueryError } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useOfferQuery } from './offer-api';
import { OfferEditor } from './offer-editor';

const PRODUCT = 'api::product.product';
const FORBIDDEN = 403;

const StoredOffer = ({ documentId }: { documentId: string }) => {
  const { formatMessage, locale } = useIntl();
  // Stock moves without the panel's doing, so what an earlier visit read is not shown again.
  const { data, error, isLoading, refetch } = useOfferQuery(
    { documentId, locale },
    { refetchOnMountOrArgChange: true },
  );

  if (isLoading) {
    return (
      <Flex justifyContent="center" width="100%">
        <Loader small>
          {formatMessage({ id: 'saptmarkets.offer.loading', defaultMessage: 'Reading price and stock' })}
        </Loader>
      </Flex>
    );
  }
  if (data) return <OfferEditor offer={data} reload={refetch} />;
  if (error && isBaseQueryError(error) && 'status' in error && error.status === FORBIDDEN) {
    return (
      <Typography textColor="neutral600">
        {formatMessage({
          id: 'saptmarkets.offer.forbidden',
          defaultMessage: 'You may not see prices and stock.',
        })}
      </Typography>
    );
  }
  return (
    <Flex direction="column" alignItems="flex-start" gap={3}>
      <Typography textColor="danger600" role="alert">
        {formatMessage({
          id: 'saptmarkets.offer.failed',
          defaultMessage: 'Price and stock could not be read',
        })}
      </Typography>
      <Button type="button" variant="tertiary" size="S" onClick={() => void refetch()}>
        {formatMessage({ id: 'saptmarkets.offer.retry', defaultMessage: 'Try again' })}
      </Button>
    </Flex>
  );
};

/** The side panel of a product's form: its prices and its stock. */
export const OfferPanel: PanelComponent = ({ model, documentId, document }) => {
  const { formatMessage } = useIntl();
  if (model !== PRODUCT) return null;
  return {
    title: formatMessage({ id: 'saptmarkets.offer.title', defaultMessage: 'Price and stock' }),
    content:
      documentId && document ? (
        <StoredOffer key={documentId} documentId={documentId} />
      ) : (
        <Typography textColor="neutral600">
          {formatMessage({
            id: 'saptmarkets.offer.saveFirst',
            defaultMessage: 'Save the product first. Then its prices and stock are kept here.',
          })}
        </Typography>
      ),
  };
};
