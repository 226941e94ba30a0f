import { Flex, Grid, Link as StrapiLink, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import type { Order, UserInfo } from '../../panel/order';
import { formatInstant } from '../instant';
import { StatusBadge } from './status-badge';

const CUSTOMERS = '/content-manager/collection-types/plugin::users-permissions.user';

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography variant="sigma" textColor="neutral600" tag="h3">
        {title}
      </Typography>
      {children}
    </Flex>
  </Grid.Item>
);

const Line = ({ children }: { children: ReactNode }) => (
  <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
    <bdi>{children}</bdi>
  </Typography>
);

const mapOf = (info: UserInfo): string | null => {
  const place = info.deliveryLocation;
  if (!place) return null;
  return (
    place.googleMapsLink ??
    `https://www.google.com/maps?q=${String(place.latitude)},${String(place.longitude)}`
  );
};

/** A number is read from left to right in Arabic too. */
const Reach = ({ scheme, value }: { scheme: 'tel' | 'mailto'; value: string | null }) =>
  value && (
    <StrapiLink href={`${scheme}:${value}`}>
      <bdi dir="ltr">{value}</bdi>
    </StrapiLink>
  );

/** Who ordered, where it goes, and how it is paid. */
export const OrderFacts = ({ order }: { order: Order }) => {
  const { formatMessage, locale } = useIntl();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.order.${key}`, defaultMessage }, values);
  const info = order.user_info;
  const map = info && mapOf(info);
  const places = [info?.address, [info?.city, info?.zipCode].filter(Boolean).join(' '), info?.country].filter(
    Boolean,
  );

  return (
    <Grid.Root gap={5}>
      <Fact title={say('customer', 'Customer')}>
        <Line>{info?.name ?? say('nameless', 'No name')}</Line>
        <Reach scheme="tel" value={info?.contact ?? null} />
        <Reach scheme="mailto" value={info?.email ?? null} />
        {order.user ? (
          <StrapiLink tag={Link} to={`${CUSTOMERS}/${order.user}`}>
            {say('account', 'Account')}
          </StrapiLink>
        ) : (
          <Typography variant="pi" textColor="neutral600">
            {say('guest', 'Ordered without an account')}
          </Typography>
        )}
      </Fact>
      <Fact title={say('address', 'Delivery address')}>
        {places.length === 0 ? <Line>—</Line> : places.map((place) => <Line key={place}>{place}</Line>)}
        {map && (
          <StrapiLink href={map} target="_blank" rel="noreferrer" isExternal>
            {say('map', 'Show on the map')}
          </StrapiLink>
        )}
      </Fact>
      <Fact title={say('payment', 'Payment')}>
        <Line>{formatMessage({ id: order.payment_method, defaultMessage: order.payment_method })}</Line>
        <StatusBadge status={order.payment_status} />
        <Typography variant="pi" textColor="neutral600">
          {say('placed', 'Ordered {at}', { at: formatInstant(locale, order.createdAt) })}
        </Typography>
      </Fact>
    </Grid.Root>
  );
};
