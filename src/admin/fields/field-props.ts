import type { ReactNode } from 'react';

/** What the content manager hands to the input of a custom field, as far as these inputs use it. */
export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  labelAction?: ReactNode;
  placeholder?: string;
  required?: boolean;
  disabled?: boolean;
};
