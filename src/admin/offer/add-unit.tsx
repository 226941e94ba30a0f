import {
  Button,
  Field,
  Flex,
  Grid,
  SingleSelect,
  SingleSelectOption,
  TextButton,
} from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { type KeyboardEvent, useState } from 'react';
import { useIntl } from 'react-intl';
import { readAmount } from './amount';
import { AmountInput } from './amount-input';
import { type EditableOffer, useAddOfferUnitMutation } from './offer-api';

const VALUE_DECIMALS = 3;

/** A small form that adds a way of selling the product. */
export const AddUnit = ({ offer, reload }: { offer: EditableOffer; reload: () => Promise<unknown> }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [addUnit, { isLoading }] = useAddOfferUnitMutation();
  const [isOpen, setOpen] = useState(false);
  const [unitId, setUnitId] = useState(offer.basicUnit?.documentId ?? '');
  const [valueText, setValueText] = useState('1');
  const [priceTyped, setPriceTyped] = useState('');

  const value = readAmount(valueText, offer.basicUnit?.type === 'piece' ? 0 : VALUE_DECIMALS);
  const price = readAmount(priceTyped, offer.company.decimals);
  const isReady = unitId !== '' && 'value' in value && value.value > 0 && 'value' in price;

  const close = (): void => {
    setOpen(false);
    setValueText('1');
    setPriceTyped('');
  };

  const add = async (): Promise<void> => {
    if (!('value' in value) || !('value' in price) || !isReady || isLoading) return;
    const result = await addUnit({
      of: { documentId: offer.documentId, locale },
      unit: { unitId, unitValue: value.value, price: price.value },
    });
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: formatError(result.error) });
      return;
    }
    await reload();
    toggleNotification({
      type: 'success',
      message: formatMessage({ id: 'saptmarkets.offer.added', defaultMessage: 'The selling unit is added' }),
    });
    close();
  };

  // The panel stands inside the product's form, which Enter would save.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    void add();
  };

  if (!isOpen) {
    return (
      <TextButton startIcon={<Plus />} onClick={() => setOpen(true)} type="button">
        {formatMessage({ id: 'saptmarkets.offer.addUnit', defaultMessage: 'Add a selling unit' })}
      </TextButton>
    );
  }
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={3}
      padding={3}
      background="neutral100"
      hasRadius
      width="100%"
      role="group"
      aria-label={formatMessage({ id: 'saptmarkets.offer.addUnit', defaultMessage: 'Add a selling unit' })}
    >
      <Field.Root name="offer-new-unit">
        <Field.Label>{formatMessage({ id: 'saptmarkets.offer.unit', defaultMessage: 'Unit' })}</Field.Label>
        <SingleSelect size="S" value={unitId || null} onChange={(chosen) => setUnitId(String(chosen))}>
          {offer.unitChoices.map((choice) => (
            <SingleSelectOption key={choice.documentId} value={choice.documentId}>
              {choice.name ? `${choice.name} (${choice.symbol})` : choice.symbol}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
      <Grid.Root gap={2} onKeyDown={onKeyDown}>
        <Grid.Item col={6} xs={6} alignItems="flex-start">
          <AmountInput
            name="offer-new-value"
            label={formatMessage({ id: 'saptmarkets.offer.unitValue', defaultMessage: 'Amount' })}
            fullLabel={formatMessage({ id: 'saptmarkets.offer.unitValue', defaultMessage: 'Amount' })}
            kind="quantity"
            value={valueText}
            decimals={VALUE_DECIMALS}
            problem={'problem' in value ? value.problem : null}
            onType={setValueText}
          />
        </Grid.Item>
        <Grid.Item col={6} xs={6} alignItems="flex-start">
          <AmountInput
            name="offer-new-price"
            label={formatMessage(
              { id: 'saptmarkets.offer.price', defaultMessage: 'Price ({currency})' },
              { currency: offer.company.currency },
            )}
            fullLabel={formatMessage(
              { id: 'saptmarkets.offer.price', defaultMessage: 'Price ({currency})' },
              { currency: offer.company.currency },
            )}
            kind="price"
            value={priceTyped}
            decimals={offer.company.decimals}
            problem={'problem' in price && priceTyped !== '' ? price.problem : null}
            onType={setPriceTyped}
          />
        </Grid.Item>
      </Grid.Root>
      <Flex gap={2}>
        <Button type="button" size="S" loading={isLoading} disabled={!isReady} onClick={() => void add()}>
          {formatMessage({ id: 'saptmarkets.offer.add', defaultMessage: 'Add' })}
        </Button>
        <Button type="button" size="S" variant="tertiary" onClick={close}>
          {formatMessage({ id: 'saptmarkets.offer.cancel', defaultMessage: 'Cancel' })}
        </Button>
      </Flex>
    </Flex>
  );
};
