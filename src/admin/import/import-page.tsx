import { Flex, Tabs } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useSearchParams } from 'react-router-dom';
import { CompanyChoice, useChosenCompany } from '../company-choice';
import { importPermissions } from '../page-permissions';
import { PricesTab } from '../prices/prices-tab';
import { ImportTab } from './import-tab';

const TAB = 'tab';

const Content = () => {
  const { formatMessage } = useIntl();
  const [parameters, setParameters] = useSearchParams();
  const chosen = useChosenCompany();
  const { company, isLoading, isError } = chosen;
  const title = formatMessage({ id: 'saptmarkets.import.page', defaultMessage: 'Import and prices' });

  if (isLoading) return <Page.Loading />;
  if (isError) return <Page.Error />;
  if (!company) {
    return (
      <Page.NoData
        content={formatMessage({
          id: 'saptmarkets.company.none',
          defaultMessage: 'No company was given to you yet.',
        })}
      />
    );
  }
  const tab = parameters.get(TAB) === 'prices' ? 'prices' : 'import';
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={formatMessage({
          id: 'saptmarkets.import.subtitle',
          defaultMessage: 'Bring products in from a file, take them out, and change many prices at once',
        })}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8}>
          <CompanyChoice {...chosen} />
          <Tabs.Root
            variant="simple"
            value={tab}
            onValueChange={(value: string) => setParameters({ [TAB]: value })}
          >
            <Tabs.List aria-label={title}>
              <Tabs.Trigger value="import">
                {formatMessage({ id: 'saptmarkets.import.tab', defaultMessage: 'Import and export' })}
              </Tabs.Trigger>
              <Tabs.Trigger value="prices">
                {formatMessage({ id: 'saptmarkets.prices.tab', defaultMessage: 'Prices' })}
              </Tabs.Trigger>
            </Tabs.List>
            <Tabs.Content value="import" style={{ paddingBlockStart: '2.4rem' }}>
              <ImportTab key={company.code} company={company.code} />
            </Tabs.Content>
            <Tabs.Content value="prices" style={{ paddingBlockStart: '2.4rem' }}>
              <PricesTab key={company.code} company={company} />
            </Tabs.Content>
          </Tabs.Root>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

/** The page on which products come in from files and go out, and many prices are changed at once. */
const ImportPage = () => (
  <Page.Protect permissions={importPermissions}>
    <Content />
  </Page.Protect>
);

export default ImportPage;
