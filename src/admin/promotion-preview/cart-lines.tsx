import {
  Flex,
  IconButton,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useIntl } from 'react-intl';
import type { PreviewProduct } from '../../panel/promotion-preview';
import { formatQuantity } from '../offer/amount';
import { type DraftLine, type PreviewCart, readQuantity } from './use-preview-cart';

type Unit = PreviewProduct['units'][number];

const Line = ({ line, cart }: { line: DraftLine; cart: PreviewCart }) => {
  const { formatMessage, locale } = useIntl();
  const { key, product, unitId, quantity } = line;
  const title = product.title ?? product.documentId;
  const unitText = ({ unitValue, name }: Unit): string =>
    `${formatQuantity(locale, unitValue)} ${name ?? ''}`;
  const quantityOf = formatMessage(
    { id: 'saptmarkets.preview.quantityOf', defaultMessage: 'Quantity of {product}' },
    { product: title },
  );
  return (
    <Flex gap={3} tag="li" width="100%">
      <Typography textColor="neutral800" ellipsis tag="p" flex="1">
        <bdi>{title}</bdi>
      </Typography>
      <Flex width="16rem">
        {product.units.length > 1 ? (
          <SingleSelect
            size="S"
            value={unitId}
            aria-label={formatMessage(
              { id: 'saptmarkets.preview.unitOf', defaultMessage: 'Unit of {product}' },
              { product: title },
            )}
            onChange={(chosen) => cart.change(key, { unitId: String(chosen) })}
          >
            {product.units.map((unit) => (
              <SingleSelectOption key={unit.documentId} value={unit.documentId}>
                {unitText(unit)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        ) : (
          <Typography textColor="neutral600">
            <bdi>{product.units[0] && unitText(product.units[0])}</bdi>
          </Typography>
        )}
      </Flex>
      <Flex width="9rem">
        <TextInput
          name={`preview-quantity-${key}`}
          aria-label={quantityOf}
          aria-invalid={'problem' in readQuantity(line)}
          hasError={'problem' in readQuantity(line)}
          value={quantity}
          size="S"
          inputMode="decimal"
          autoComplete="off"
          dir="ltr"
          onChange={({ target }) => cart.change(key, { quantity: target.value })}
        />
      </Flex>
      <IconButton
        variant="ghost"
        label={formatMessage(
          { id: 'saptmarkets.preview.remove', defaultMessage: 'Take {product} out' },
          { product: title },
        )}
        onClick={() => cart.remove(key)}
      >
        <Trash />
      </IconButton>
    </Flex>
  );
};

/** What is in the cart of a preview. */
export const CartLines = ({ cart }: { cart: PreviewCart }) => (
  <Flex direction="column" alignItems="stretch" gap={2} tag="ul" width="100%">
    {cart.lines.map((line) => (
      <Line key={line.key} line={line} cart={cart} />
    ))}
  </Flex>
);
