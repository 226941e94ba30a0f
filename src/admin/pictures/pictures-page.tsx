import {
  EmptyStateLayout,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { Layouts, Page, Pagination } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useSearchParams } from 'react-router-dom';
import { picturePermissions } from '../page-permissions';
import { usePicturesQuery } from './picture-api';
import { PictureRow } from './picture-row';

const Content = () => {
  const { formatMessage } = useIntl();
  const [parameters, setParameters] = useSearchParams();
  const missing = parameters.get('missing') === 'en' ? 'en' : 'ar';
  const page = Math.max(1, Number(parameters.get('page')) || 1);
  const { data, isLoading, isError } = usePicturesQuery(
    { missing, page },
    { refetchOnMountOrArgChange: true },
  );
  const title = formatMessage({ id: 'saptmarkets.pictures.page', defaultMessage: 'Picture texts' });
  const language = (code: string): string => formatMessage({ id: code, defaultMessage: code });

  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={formatMessage({
          id: 'saptmarkets.pictures.subtitle',
          defaultMessage: 'What a picture shows, for those who cannot see it and for search engines',
        })}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8}>
          <Field.Root name="missing" width="30rem" maxWidth="100%">
            <Field.Label>
              {formatMessage({ id: 'saptmarkets.pictures.missing', defaultMessage: 'Without a text in' })}
            </Field.Label>
            <SingleSelect value={missing} onChange={(code) => setParameters({ missing: String(code) })}>
              {['ar', 'en'].map((code) => (
                <SingleSelectOption key={code} value={code}>
                  {language(code)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
          {isLoading && <Page.Loading />}
          {isError && (
            <Typography textColor="danger600" role="alert">
              {formatMessage({
                id: 'saptmarkets.pictures.failed',
                defaultMessage: 'The pictures could not be read',
              })}
            </Typography>
          )}
          {data?.pictures.length === 0 && (
            <EmptyStateLayout
              content={formatMessage({
                id: 'saptmarkets.pictures.none',
                defaultMessage: 'Every picture has a text in this language.',
              })}
            />
          )}
          {data?.pictures.map((picture) => (
            <PictureRow key={picture.documentId} picture={picture} />
          ))}
          {data && data.pageCount > 1 && (
            <Pagination.Root pageCount={data.pageCount} total={data.total}>
              <Pagination.Links />
            </Pagination.Root>
          )}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

/** The page on which pictures get the texts that say what they show. */
const PicturesPage = () => (
  <Page.Protect permissions={picturePermissions}>
    <Content />
  </Page.Protect>
);

export default PicturesPage;
