import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { useForm, useQueryParams } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { hasLocalisedTexts, localisedTexts } from '../../documents/localised-texts';
import { useEntryInLanguageQuery } from './translation-api';

type Query = { plugins?: { i18n?: { locale?: string } } };

const DEFAULT_LOCALE = 'en';

const isEmpty = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';

const otherThan = (locale: string): 'en' | 'ar' => (locale === 'en' ? 'ar' : 'en');

/**
 * Beside the form of an entry: the texts that are empty in the language at hand, with what shoppers read in
 * their place. It follows what is typed, and is gone when nothing is missing.
 */
export const TranslationPanel: PanelComponent = ({ model, documentId, document }) => {
  const { formatMessage } = useIntl();
  const [{ query }] = useQueryParams<Query>();
  const values = useForm('TranslationPanel', (state) => state.values as Record<string, unknown>);
  const locale = query.plugins?.i18n?.locale ?? DEFAULT_LOCALE;
  const other = otherThan(locale);
  const empty = hasLocalisedTexts(model)
    ? localisedTexts[model].filter((field) => isEmpty(values[field]))
    : [];
  const { data: entry } = useEntryInLanguageQuery(
    { model, documentId: documentId ?? '', locale: other },
    { skip: !documentId || !document || empty.length === 0, refetchOnMountOrArgChange: true },
  );
  const shown = entry ? empty.filter((field) => !isEmpty(entry[field])) : [];
  if (shown.length === 0) return null;

  const language = (code: string): string => formatMessage({ id: code, defaultMessage: code });
  return {
    title: formatMessage({ id: 'saptmarkets.translation.title', defaultMessage: 'Translation' }),
    content: (
      <Flex direction="column" alignItems="stretch" gap={3} width="100%">
        <Typography textColor="neutral600">
          {formatMessage(
            {
              id: 'saptmarkets.translation.missing',
              defaultMessage: 'These texts are not in {locale} yet. Shoppers read them in {other}:',
            },
            { locale: language(locale), other: language(other) },
          )}
        </Typography>
        {shown.map((field) => (
          <Box key={field}>
            <Typography variant="pi" fontWeight="bold" textColor="neutral800" tag="h3">
              {formatMessage({
                id: `content-manager.content-types.${model}.${field}`,
                defaultMessage: field,
              })}
            </Typography>
            <Typography
              tag="p"
              textColor="neutral800"
              style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
            >
              <bdi lang={other}>{String(entry?.[field])}</bdi>
            </Typography>
          </Box>
        ))}
      </Flex>
    ),
  };
};
