import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { providerNames } from '../../payments/provider';
import { CompanyChoice, useChosenCompany } from '../company-choice';
import { accountPermissions } from '../page-permissions';
import { usePaymentAccountsQuery } from './accounts-api';
import { CashSection } from './cash-section';
import { ProviderSection } from './provider-section';

const Accounts = ({ company }: { company: string }) => {
  const { locale } = useIntl();
  const { data, isLoading, isError } = usePaymentAccountsQuery(
    { company, locale },
    { refetchOnMountOrArgChange: true },
  );
  if (isLoading) return <Page.Loading />;
  if (isError || !data) return <Page.Error />;
  return (
    <>
      <CashSection company={company} enabled={data.accounts.cod.enabled} />
      {providerNames.map((provider) => (
        <ProviderSection
          key={provider}
          provider={provider}
          company={company}
          account={data.accounts[provider]}
          webhook={data.webhooks[provider]}
        />
      ))}
    </>
  );
};

const Content = () => {
  const { formatMessage } = useIntl();
  const chosen = useChosenCompany();
  const { company, isLoading, isError } = chosen;
  const title = formatMessage({ id: 'saptmarkets.accounts.page', defaultMessage: 'Payments' });

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
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={formatMessage({
          id: 'saptmarkets.accounts.subtitle',
          defaultMessage:
            'In which ways customers may pay, and the keys of your accounts at payment providers',
        })}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          <CompanyChoice {...chosen} />
          <Accounts key={company.code} company={company.code} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

/** The page on which a company says how it is paid. */
const AccountsPage = () => (
  <Page.Protect permissions={accountPermissions}>
    <Content />
  </Page.Protect>
);

export default AccountsPage;
