import { Field, TextInput } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { AmountProblem } from './amount';

type Props = {
  name: string;
  label: string;
  /** Names the input for a screen reader where the label is too short to. */
  fullLabel: string;
  value: string;
  decimals: number;
  problem: AmountProblem | null;
  kind: 'price' | 'quantity';
  /** what counts while nothing is typed */
  placeholder?: string;
  disabled?: boolean;
  size?: 'S' | 'M';
  onType: (typed: string) => void;
};

/** A number typed in Western or Arabic digits, with what is wrong with it. */
export const AmountInput = ({
  name,
  label,
  fullLabel,
  value,
  decimals,
  problem,
  kind,
  placeholder,
  disabled,
  size = 'S',
  onType,
}: Props) => {
  const { formatMessage } = useIntl();
  const messages: Record<AmountProblem, string> = {
    empty:
      kind === 'price'
        ? formatMessage({ id: 'saptmarkets.offer.required', defaultMessage: 'Enter a price' })
        : formatMessage({ id: 'saptmarkets.offer.quantityRequired', defaultMessage: 'Enter a quantity' }),
    negative: formatMessage({ id: 'saptmarkets.offer.notNegative', defaultMessage: 'Not below 0' }),
    decimals: formatMessage(
      { id: 'saptmarkets.offer.decimals', defaultMessage: 'At most {decimals} decimals' },
      { decimals },
    ),
  };

  return (
    <Field.Root name={name} error={problem ? messages[problem] : undefined} width="100%">
      <Field.Label>{label}</Field.Label>
      <TextInput
        name={name}
        aria-label={fullLabel}
        value={value}
        placeholder={placeholder}
        disabled={disabled}
        inputMode="decimal"
        autoComplete="off"
        size={size}
        dir="ltr"
        onChange={(event) => onType(event.target.value)}
      />
      <Field.Error />
    </Field.Root>
  );
};
