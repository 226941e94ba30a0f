import { Button, Divider, Flex, Link as StrapiLink, Typography } from '@strapi/design-system';
import { isBaseQueryError, useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import type { KeyboardEvent } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { AddUnit } from './add-unit';
import { LocationStock } from './location-stock';
import { type EditableOffer, useSaveOfferMutation } from './offer-api';
import { UnitPrices } from './unit-prices';
import { useOfferDraft } from './use-offer-draft';

type Props = {
  offer: EditableOffer;
  /** Reads the offer anew; what was typed stands until it is there. */
  reload: () => Promise<unknown>;
};

const unitsOfProduct = (documentId: string): string =>
  `/content-manager/collection-types/api::product-unit.product-unit?filters[$and][0][productId][documentId][$eq]=${documentId}`;

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Prices and stock of a product, to be changed and saved apart from the product's own form. */
export const OfferEditor = ({ offer, reload }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [saveOffer, { isLoading: isSaving }] = useSaveOfferMutation();
  const draft = useOfferDraft(offer);
  const canSave = offer.rights.mayChange && draft.isDirty && draft.isValid && !isSaving;
  const isReadOnly = !offer.rights.mayChange || isSaving;

  const save = async (): Promise<void> => {
    if (!canSave) return;
    const result = await saveOffer({ of: { documentId: offer.documentId, locale }, update: draft.update });
    if (!('error' in result)) {
      await reload();
      draft.forget();
      toggleNotification({
        type: 'success',
        message: formatMessage({
          id: 'saptmarkets.offer.saved',
          defaultMessage: 'Price and stock are saved',
        }),
      });
      return;
    }
    const { error } = result;
    if (isBaseQueryError(error) && isRecord(error.details) && 'changedMeanwhile' in error.details) {
      await reload();
      draft.forget('stock');
      toggleNotification({
        type: 'warning',
        message: formatMessage({
          id: 'saptmarkets.offer.changedMeanwhile',
          defaultMessage: 'The stock changed while you were typing; nothing was saved.',
        }),
      });
      return;
    }
    toggleNotification({ type: 'danger', message: formatError(error) });
  };

  // The panel stands inside the product's form, which Enter would save.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void save();
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%" onKeyDown={onKeyDown}>
      <UnitPrices offer={offer} draft={draft} disabled={isReadOnly} />
      {offer.rights.mayAdd && <AddUnit offer={offer} reload={reload} />}
      <Divider />
      <LocationStock offer={offer} draft={draft} disabled={isReadOnly} />
      {offer.rights.mayChange && (
        <Button type="button" fullWidth loading={isSaving} disabled={!canSave} onClick={() => void save()}>
          {formatMessage({ id: 'saptmarkets.offer.save', defaultMessage: 'Save price and stock' })}
        </Button>
      )}
      <Typography variant="pi">
        <StrapiLink tag={Link} to={unitsOfProduct(offer.documentId)}>
          {formatMessage({ id: 'saptmarkets.offer.allUnits', defaultMessage: 'All details of its units' })}
        </StrapiLink>
      </Typography>
    </Flex>
  );
};
