import { Field, Flex, Tag, TextInput } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';
import { type KeyboardEvent, useState } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { FieldProps } from './field-props';

/** The form holds JSON as text once another input touched it, and as an array when it comes from the server. */
const tagsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.filter((tag): tag is string => typeof tag === 'string');
  if (typeof value !== 'string' || value === '') return [];
  try {
    return tagsOf(JSON.parse(value));
  } catch {
    return [];
  }
};

/** An Arabic comma ends a tag, too. */
const separators = /[,،\n]/;

/** The line between a chip's word and its × stands on the right of the word, whatever the direction. */
const Chips = styled(Flex)`
  [dir='rtl'] & span {
    border-right: none;
    border-left: 1px solid ${({ theme }) => theme.colors.primary200};
    padding-right: 0;
    padding-left: ${({ theme }) => theme.spaces[2]};
  }
`;

/** Tags as chips: Enter or a comma adds what was typed, × or Backspace takes one away. */
const TagsInput = ({ name, label, hint, labelAction, required, disabled }: FieldProps) => {
  const { formatMessage } = useIntl();
  const { value, error, onChange } = useField(name);
  const [text, setText] = useState('');
  const tags = tagsOf(value);

  const keep = (next: string[]): void => onChange(name, next);

  const add = (typed: string): void => {
    const fresh = typed
      .split(separators)
      .map((tag) => tag.trim())
      .filter(Boolean);
    setText('');
    if (fresh.length > 0) keep([...new Set([...tags, ...fresh])]);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Enter confirms a word of an input method first; and it must not save the whole form.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      add(text);
    } else if (event.key === 'Backspace' && text === '' && tags.length > 0) {
      keep(tags.slice(0, -1));
    }
  };

  return (
    <Field.Root name={name} error={error} hint={hint} required={required}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <TextInput
        name={name}
        value={text}
        disabled={disabled}
        placeholder={formatMessage({ id: 'saptmarkets.tags.placeholder', defaultMessage: 'Add a tag' })}
        onChange={(event) => {
          const typed = event.target.value;
          if (separators.test(typed)) add(typed);
          else setText(typed);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => add(text)}
      />
      {tags.length > 0 && (
        <Chips gap={1} wrap="wrap">
          {tags.map((tag) => (
            <Tag
              key={tag}
              icon={<Cross aria-hidden />}
              disabled={disabled}
              label={formatMessage(
                { id: 'saptmarkets.tags.remove', defaultMessage: 'Remove {tag}' },
                { tag },
              )}
              onClick={(event) => {
                event.preventDefault();
                keep(tags.filter((other) => other !== tag));
              }}
            >
              {tag}
            </Tag>
          ))}
        </Chips>
      )}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default TagsInput;
