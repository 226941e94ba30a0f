import { useIntl } from 'react-intl';

/** What the server says of a drawing that is no area, and the key of the panel's words for it. */
const keys: [begins: string, key: string][] = [
  ['must have at least', 'few'],
  ['must have at most', 'many'],
  ['must lie on the globe', 'globe'],
  ['must name each corner once', 'twice'],
  ['must not cross the date line', 'dateLine'],
  ['must not cross or touch itself', 'crossing'],
  ['must cover at least', 'small'],
];

/** Says in the panel's language why the server refused an area. */
export const useRefusalWords = (): ((message: string | undefined) => string | undefined) => {
  const { formatMessage } = useIntl();
  return (message) => {
    const [, key] = keys.find(([begins]) => message?.startsWith(begins)) ?? [];
    return key === undefined
      ? message
      : formatMessage({ id: `saptmarkets.zone.refused.${key}`, defaultMessage: message ?? '' });
  };
};
