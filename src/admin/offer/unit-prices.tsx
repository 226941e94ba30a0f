import { Badge, Flex, Grid, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { OfferUnit } from '../../panel/offer';
import { formatQuantity } from './amount';
import { AmountInput } from './amount-input';
import type { EditableOffer } from './offer-api';
import type { OfferDraft } from './use-offer-draft';

type Props = { offer: EditableOffer; draft: OfferDraft; disabled: boolean };

/** "500 g", or "1 Kilogram" where the unit has a name in the language. */
const unitLabel = (language: string, unit: OfferUnit): string =>
  `${formatQuantity(language, unit.unitValue)} ${unit.name ?? unit.symbol}`;

/** The selling units of the product, each with its price. */
export const UnitPrices = ({ offer, draft, disabled }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { currency, decimals } = offer.company;

  if (offer.units.length === 0) {
    return (
      <Typography variant="pi" textColor="neutral600">
        {formatMessage({
          id: 'saptmarkets.offer.noUnits',
          defaultMessage: 'This product has no selling unit yet, so it has no price.',
        })}
      </Typography>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      {offer.units.map((unit) => {
        const price = { kind: 'price', id: unit.documentId } as const;
        const original = { kind: 'originalPrice', id: unit.documentId } as const;
        const label = unitLabel(locale, unit);
        return (
          <Flex key={unit.documentId} direction="column" alignItems="stretch" gap={2}>
            <Flex gap={2} justifyContent="space-between" wrap="wrap">
              <Flex gap={2}>
                <Typography fontWeight="bold">{label}</Typography>
                {unit.isDefault && (
                  <Badge size="S">
                    {formatMessage({ id: 'saptmarkets.offer.default', defaultMessage: 'Default' })}
                  </Badge>
                )}
                {!unit.isActive && (
                  <Badge size="S" backgroundColor="warning100" textColor="warning700">
                    {formatMessage({ id: 'saptmarkets.offer.inactive', defaultMessage: 'Off' })}
                  </Badge>
                )}
              </Flex>
              <Typography variant="pi" textColor={unit.stock > 0 ? 'neutral600' : 'danger600'}>
                {formatMessage(
                  { id: 'saptmarkets.offer.inStock', defaultMessage: '{stock} in stock' },
                  { stock: formatQuantity(locale, unit.stock) },
                )}
              </Typography>
            </Flex>
            <Grid.Root gap={2}>
              <Grid.Item col={6} xs={6} alignItems="flex-start">
                <AmountInput
                  name={`offer-price-${unit.documentId}`}
                  label={formatMessage(
                    { id: 'saptmarkets.offer.price', defaultMessage: 'Price ({currency})' },
                    { currency },
                  )}
                  fullLabel={formatMessage(
                    { id: 'saptmarkets.offer.priceOf', defaultMessage: 'Price of {unit}' },
                    { unit: label },
                  )}
                  kind="price"
                  value={draft.text(price)}
                  decimals={decimals}
                  problem={draft.problem(price)}
                  disabled={disabled}
                  onType={(typed) => draft.type(price, typed)}
                />
              </Grid.Item>
              <Grid.Item col={6} xs={6} alignItems="flex-start">
                <AmountInput
                  name={`offer-before-${unit.documentId}`}
                  label={formatMessage({ id: 'saptmarkets.offer.originalPrice', defaultMessage: 'Before' })}
                  fullLabel={formatMessage(
                    { id: 'saptmarkets.offer.originalPriceOf', defaultMessage: 'Price before of {unit}' },
                    { unit: label },
                  )}
                  kind="price"
                  value={draft.text(original)}
                  decimals={decimals}
                  problem={draft.problem(original)}
                  disabled={disabled}
                  onType={(typed) => draft.type(original, typed)}
                />
              </Grid.Item>
            </Grid.Root>
          </Flex>
        );
      })}
    </Flex>
  );
};
