import { Link as StrapiLink, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import type { TranslationGap } from '../../panel/translation-gaps';
import { formatQuantity } from '../offer/amount';
import { displayNameOf } from '../translations';
import { useTranslationGapsQuery } from './translation-api';

type Language = 'en' | 'ar';

/** The list of just those entries whose text is empty in a language. */
const listOf = ({ uid, field }: TranslationGap, language: Language): string =>
  `/content-manager/collection-types/${uid}?plugins[i18n][locale]=${language}&filters[$and][0][${field}][$null]=true`;

const GapCell = ({ gap, language }: { gap: TranslationGap; language: Language }) => {
  const { formatMessage, locale } = useIntl();
  const count = gap[language];
  if (count === 0) return <Typography textColor="neutral500">{formatQuantity(locale, 0)}</Typography>;
  const label = formatMessage(
    {
      id: 'saptmarkets.gaps.list',
      defaultMessage: '{count} without {language}: {type}',
    },
    {
      count,
      language: formatMessage({ id: language, defaultMessage: language }),
      type: formatMessage({ id: displayNameOf(gap.uid), defaultMessage: gap.uid }),
    },
  );
  return (
    <StrapiLink tag={Link} to={listOf(gap, language)} aria-label={label}>
      {formatQuantity(locale, count)}
    </StrapiLink>
  );
};

/** The home page's numbers of what has no name yet in a language; each leads to the list of just those. */
export const GapsWidget = () => {
  const { formatMessage } = useIntl();
  const { data, isLoading, isError } = useTranslationGapsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  if (isLoading) return <Widget.Loading />;
  if (isError || !data) return <Widget.Error />;
  if (data.length === 0) return <Widget.NoPermissions />;
  const gaps = data.filter(({ en, ar }) => en + ar > 0);
  if (gaps.length === 0) {
    return (
      <Widget.NoData>
        {formatMessage({
          id: 'saptmarkets.gaps.none',
          defaultMessage: 'Everything has a name in both languages',
        })}
      </Widget.NoData>
    );
  }
  const heading = (id: string, defaultMessage: string) => (
    <Th>
      <Typography variant="sigma" textColor="neutral600">
        {formatMessage({ id, defaultMessage })}
      </Typography>
    </Th>
  );
  return (
    <Table colCount={3} rowCount={gaps.length + 1}>
      <Thead>
        <Tr>
          {heading('saptmarkets.gaps.type', 'Content')}
          {heading('saptmarkets.gaps.en', 'No English')}
          {heading('saptmarkets.gaps.ar', 'No Arabic')}
        </Tr>
      </Thead>
      <Tbody>
        {gaps.map((gap) => (
          <Tr key={gap.uid}>
            <Td>
              <Typography textColor="neutral800">
                {formatMessage({ id: displayNameOf(gap.uid), defaultMessage: gap.uid })}
              </Typography>
            </Td>
            <Td>
              <GapCell gap={gap} language="en" />
            </Td>
            <Td>
              <GapCell gap={gap} language="ar" />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
