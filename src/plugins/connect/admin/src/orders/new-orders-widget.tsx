import { Flex, Link as StrapiLink, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { useChosenCompany } from '../../../../../admin/company-choice';
import { useCountWords } from './column';
import { useDeskCountsQuery } from './desk-api';

const EVERY_MS = 30_000;

const Count = ({ company, name }: { company: string; name: string }) => {
  const { formatMessage } = useIntl();
  const countWords = useCountWords();
  const { data, isError } = useDeskCountsQuery(
    { company },
    { refetchOnMountOrArgChange: true, pollingInterval: EVERY_MS },
  );
  if (!data) return isError ? <Widget.Error /> : <Widget.Loading />;
  const label = formatMessage(
    {
      id: 'saptmarkets.desk.new',
      defaultMessage: '{count, plural, one {# new order} other {# new orders}}',
    },
    { count: data.pending },
  );
  return (
    <Flex direction="column" justifyContent="center" gap={2} height="100%">
      <StrapiLink tag={Link} to="/plugins/connect/orders" aria-label={label}>
        <Typography variant="alpha" tag="span" textColor="primary600">
          {countWords(data.pending)}
        </Typography>
      </StrapiLink>
      <Typography variant="pi" textColor="neutral600">
        {name}
      </Typography>
    </Flex>
  );
};

/** The home page's number of orders that nobody has taken up yet, in the company at whose desk its link leads. */
export const NewOrdersWidget = () => {
  const { company, isLoading, isError } = useChosenCompany();
  if (isLoading) return <Widget.Loading />;
  if (isError) return <Widget.Error />;
  if (!company) return <Widget.NoPermissions />;
  return <Count company={company.code} name={company.name} />;
};
