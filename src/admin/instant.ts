import { formatLocale } from './offer/amount';

/** A moment for reading, null where there was none yet. */
export const formatInstant = (language: string, iso: string | null): string | null =>
  iso === null
    ? null
    : new Intl.DateTimeFormat(formatLocale(language), { dateStyle: 'medium', timeStyle: 'short' }).format(
        new Date(iso),
      );
