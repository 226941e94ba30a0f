import { Flex, Grid, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { formatQuantity, quantityText } from './amount';
import { AmountInput } from './amount-input';
import type { EditableOffer } from './offer-api';
import { type OfferDraft, quantityDecimals } from './use-offer-draft';

type Props = { offer: EditableOffer; draft: OfferDraft; disabled: boolean };

/** What lies at each location, and how little of it is too little, in the basic unit of the product. */
export const LocationStock = ({ offer, draft, disabled }: Props) => {
  const { formatMessage, locale } = useIntl();
  const available = offer.stock.reduce((sum, level) => sum + level.onHand - level.reserved, 0);
  const unit = offer.basicUnit?.name ?? offer.basicUnit?.symbol;

  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Flex justifyContent="space-between" gap={2} wrap="wrap">
        <Typography variant="sigma" textColor="neutral600" tag="h3">
          {unit
            ? formatMessage({ id: 'saptmarkets.offer.stockIn', defaultMessage: 'Stock, in {unit}' }, { unit })
            : formatMessage({ id: 'saptmarkets.offer.stock', defaultMessage: 'Stock' })}
        </Typography>
        <Typography variant="pi" textColor={available > 0 ? 'neutral600' : 'danger600'}>
          {formatMessage(
            { id: 'saptmarkets.offer.available', defaultMessage: '{available} available' },
            { available: formatQuantity(locale, available) },
          )}
        </Typography>
      </Flex>
      {offer.stock.length === 0 && (
        <Typography variant="pi" textColor="neutral600">
          {formatMessage({
            id: 'saptmarkets.offer.noLocations',
            defaultMessage: 'The company has no stock location yet.',
          })}
        </Typography>
      )}
      {offer.stock.map((level) => {
        const input = { kind: 'stock', id: level.locationId } as const;
        const threshold = { kind: 'threshold', id: level.locationId } as const;
        return (
          <Flex key={level.locationId} direction="column" alignItems="stretch" gap={1}>
            <Grid.Root gap={2}>
              <Grid.Item col={7} xs={7} alignItems="flex-start">
                <AmountInput
                  name={`offer-stock-${level.locationId}`}
                  label={level.name}
                  fullLabel={formatMessage(
                    { id: 'saptmarkets.offer.quantityAt', defaultMessage: 'Quantity at {location}' },
                    { location: level.name },
                  )}
                  kind="quantity"
                  value={draft.text(input)}
                  decimals={quantityDecimals(offer)}
                  problem={draft.problem(input)}
                  disabled={disabled}
                  onType={(typed) => draft.type(input, typed)}
                />
              </Grid.Item>
              <Grid.Item col={5} xs={5} alignItems="flex-start">
                <AmountInput
                  name={`offer-threshold-${level.locationId}`}
                  label={formatMessage({ id: 'saptmarkets.offer.lowFrom', defaultMessage: 'Low from' })}
                  fullLabel={formatMessage(
                    { id: 'saptmarkets.offer.lowFromAt', defaultMessage: 'Low from, at {location}' },
                    { location: level.name },
                  )}
                  kind="quantity"
                  value={draft.text(threshold)}
                  placeholder={level.usualThreshold === null ? '–' : quantityText(level.usualThreshold)}
                  decimals={quantityDecimals(offer)}
                  problem={draft.problem(threshold)}
                  disabled={disabled}
                  onType={(typed) => draft.type(threshold, typed)}
                />
              </Grid.Item>
            </Grid.Root>
            {level.isLow && (
              <Typography variant="pi" textColor="warning700">
                {formatMessage({ id: 'saptmarkets.offer.isLow', defaultMessage: 'Running low' })}
              </Typography>
            )}
            {level.reserved > 0 && (
              <Typography variant="pi" textColor="neutral600">
                {formatMessage(
                  { id: 'saptmarkets.offer.reserved', defaultMessage: '{reserved} reserved for orders' },
                  { reserved: formatQuantity(locale, level.reserved) },
                )}
              </Typography>
            )}
          </Flex>
        );
      })}
    </Flex>
  );
};
