import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PreviewProduct } from '../../panel/promotion-preview';
import { type PromotionOf, usePreviewProductsQuery } from './preview-api';
import { useSettled } from './use-settled';

/** While somebody is typing, nothing is searched for. */
const PAUSE_MS = 250;

const NO_PRODUCTS: PreviewProduct[] = [];

type Props = { promotion: PromotionOf; onPick: (product: PreviewProduct) => void };

/** Finds a product by its name; at first those that take part in the promotion are offered. */
export const ProductPicker = ({ promotion, onPick }: Props) => {
  const { formatMessage } = useIntl();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed, PAUSE_MS).trim();
  const { data: products = NO_PRODUCTS, isFetching } = usePreviewProductsQuery({ ...promotion, q });
  const choices = products.filter(({ units }) => units.length > 0);

  const onChange = (documentId: string | undefined): void => {
    const chosen = choices.find((product) => product.documentId === documentId);
    if (!chosen) return;
    onPick(chosen);
    setTyped('');
  };
  return (
    <Field.Root name="preview-product" width="100%">
      <Field.Label>
        {formatMessage({ id: 'saptmarkets.preview.add', defaultMessage: 'Add a product' })}
      </Field.Label>
      <Combobox
        // The server finds them, in both languages; nothing is filtered here.
        autocomplete={{ type: 'list', filter: 'contains' }}
        filterValue=""
        value=""
        textValue={typed}
        loading={isFetching}
        loadingMessage={formatMessage({ id: 'saptmarkets.preview.searching', defaultMessage: 'Searching' })}
        placeholder={formatMessage({
          id: 'saptmarkets.preview.search',
          defaultMessage: 'Search by name, SKU or barcode',
        })}
        noOptionsMessage={() =>
          formatMessage({ id: 'saptmarkets.preview.noProducts', defaultMessage: 'No product is called so' })
        }
        onTextValueChange={setTyped}
        onChange={onChange}
      >
        {choices.map(({ documentId, title }) => (
          <ComboboxOption key={documentId} value={documentId} textValue={title ?? documentId}>
            {title ?? documentId}
          </ComboboxOption>
        ))}
      </Combobox>
    </Field.Root>
  );
};
