import type { z } from 'zod';

/** What the library says by itself begins so; a schema's own words do not. */
const LIBRARY = /^(Invalid|Too (small|big)|Unrecognized)/;

/** What a value should have been. */
const kindOf = (expected: string): string => {
  if (expected === 'int') return 'a whole number';
  return `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
};

/** How a bound is said of a text, a list or a number. */
const bound = (origin: string, side: 'least' | 'most', limit: unknown): string => {
  const noun = { string: 'characters', array: 'entries', set: 'entries' }[origin];
  return noun ? `must have at ${side} ${String(limit)} ${noun}` : `must be at ${side} ${String(limit)}`;
};

/** What is wrong with a value, as somebody reads it who does not know the library that has found it. */
export const complaintOf = (issue: z.core.$ZodIssue): string => {
  if (!LIBRARY.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return 'is required';
      return issue.message.endsWith('received number') && issue.expected === 'number'
        ? 'is too large'
        : `must be ${kindOf(issue.expected)}`;
    case 'too_small':
      return bound(issue.origin, 'least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'most', issue.maximum);
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    default:
      return 'is not of the form that is asked for';
  }
};
