import { Page } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { providerNames } from '../../payments/provider';
import { CompanyPage } from '../company-page';
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

/** The page on which a company says how it is paid. */
const AccountsPage = () => (
  <CompanyPage
    permissions={accountPermissions}
    title={['saptmarkets.accounts.page', 'Payments']}
    subtitle={[
      'saptmarkets.accounts.subtitle',
      'In which ways customers may pay, and the keys of your accounts at payment providers',
    ]}
  >
    {({ code }) => <Accounts key={code} company={code} />}
  </CompanyPage>
);

export default AccountsPage;
