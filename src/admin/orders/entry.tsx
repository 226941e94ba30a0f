import { Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { type Money, useMoney } from './money';

type Props = {
  name: ReactNode;
  badge: ReactNode;
  amount: number;
  money: Money;
  isAlarming?: boolean;
  children: ReactNode;
};

/** Money that came or went: what it is, how it stands, how much it is, and what else is to be said of it. */
export const Entry = ({ name, badge, amount, money, isAlarming = false, children }: Props) => {
  const write = useMoney(money);
  return (
    <Flex
      tag="li"
      direction="column"
      alignItems="stretch"
      gap={1}
      padding={3}
      hasRadius
      borderColor={isAlarming ? 'danger200' : 'neutral150'}
      background={isAlarming ? 'danger100' : 'neutral0'}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={3}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="semiBold" textColor="neutral800">
            <bdi>{name}</bdi>
          </Typography>
          {badge}
        </Flex>
        <Typography fontWeight="semiBold" textColor="neutral800" style={{ whiteSpace: 'nowrap' }}>
          <bdi dir="ltr">{write(amount)}</bdi>
        </Typography>
      </Flex>
      {children}
    </Flex>
  );
};

/** A small remark below; what a provider says runs from left to right in Arabic too. */
export const Remark = ({
  children,
  isCode = false,
  tone = 'neutral600',
}: {
  children: ReactNode;
  isCode?: boolean;
  tone?: 'neutral600' | 'neutral800' | 'danger700';
}) => (
  <Typography variant="pi" textColor={tone} style={{ overflowWrap: 'anywhere' }}>
    <bdi {...(isCode && { dir: 'ltr' })}>{children}</bdi>
  </Typography>
);
