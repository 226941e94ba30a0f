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

const ProductSearch = ({ promotion, onPick }: Props) => {
  const { formatMessage } = useIntl();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const q = useSettled(typed, PAUSE_MS).trim();
  const { data: products = NO_PRODUCTS, isFetching } = usePreviewProductsQuery({ ...promotion, q });
  const choices = products.filter(({ units }) => units.length > 0);

  const onChange = (documentId: string | undefined): void => {
    const chosen = choices.find((product) => product.documentId === documentId);
    if (chosen) onPick(chosen);
  };
  return (
    <Combobox
      // The server searches, in both languages and past spellings.
      autocomplete="none"
      value=""
      textValue={typed}
      open={isOpen}
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
      // What is pasted or composed opens the list as typing does.
      onInputChange={() => setOpen(true)}
      onOpenChange={setOpen}
      onChange={onChange}
    >
      {choices.map(({ documentId, title }) => (
        <ComboboxOption key={documentId} value={documentId} textValue={title ?? documentId}>
          {title ?? documentId}
        </ComboboxOption>
      ))}
    </Combobox>
  );
};

/** Finds a product by its name; at first those that take part in the promotion are offered. */
export const ProductPicker = ({ promotion, onPick }: Props) => {
  const { formatMessage } = useIntl();
  const [picked, setPicked] = useState(0);
  return (
    <Field.Root name="preview-product" width="100%">
      <Field.Label>
        {formatMessage({ id: 'saptmarkets.preview.add', defaultMessage: 'Add a product' })}
      </Field.Label>
      {/* The box keeps the name of what was chosen; the next product begins with an empty one. */}
      <ProductSearch
        key={picked}
        promotion={promotion}
        onPick={(product) => {
          setPicked(picked + 1);
          onPick(product);
        }}
      />
    </Field.Root>
  );
};
