import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { PanelCompany } from '../panel/offer';
import { CompanyChoice, useChosenCompany } from './company-choice';
import type { Permission } from './page-permissions';

type Props = {
  permissions: Permission[];
  /** the key of its words, and what they are in English */
  title: [id: string, words: string];
  subtitle: [id: string, words: string];
  /** between the parts of the page */
  gap?: number;
  children: (company: PanelCompany) => ReactNode;
};

const Content = ({ title, subtitle, gap = 6, children }: Omit<Props, 'permissions'>) => {
  const { formatMessage } = useIntl();
  const chosen = useChosenCompany();
  const { company, isLoading, isError } = chosen;
  const say = ([id, defaultMessage]: [string, string]): string => formatMessage({ id, defaultMessage });

  if (isLoading) return <Page.Loading />;
  if (isError) return <Page.Error />;
  if (!company) {
    return <Page.NoData content={say(['saptmarkets.company.none', 'No company was given to you yet.'])} />;
  }
  return (
    <Page.Main>
      <Page.Title>{say(title)}</Page.Title>
      <Layouts.Header title={say(title)} subtitle={say(subtitle)} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={gap} paddingBottom={8}>
          <CompanyChoice {...chosen} />
          {children(company)}
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

/** A page of the shop's own that works for one company at a time. */
export const CompanyPage = ({ permissions, ...content }: Props) => (
  <Page.Protect permissions={permissions}>
    <Content {...content} />
  </Page.Protect>
);
