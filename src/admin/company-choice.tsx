import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PanelCompany } from '../panel/offer';
import { usePanelCompaniesQuery } from './offer/offer-api';

/** For which company a page works. */
export type ChosenCompany = {
  isLoading: boolean;
  isError: boolean;
  companies: PanelCompany[];
  company: PanelCompany | undefined;
  choose: (code: string) => void;
};

/** The company that the user chose on a page; before, the default one of theirs. */
export const useChosenCompany = (): ChosenCompany => {
  const { data: companies = [], isLoading, isError } = usePanelCompaniesQuery(undefined);
  const [code, choose] = useState<string | null>(null);
  const company =
    companies.find((candidate) => candidate.code === code) ??
    companies.find((candidate) => candidate.isDefault) ??
    companies[0];
  return { isLoading, isError, companies, company, choose };
};

/** Lets the user choose between their companies; with one there is nothing to choose. */
export const CompanyChoice = ({ companies, company, choose }: ChosenCompany) => {
  const { formatMessage } = useIntl();
  if (companies.length < 2 || !company) return null;
  return (
    <Field.Root name="company" width="30rem" maxWidth="100%">
      <Field.Label>
        {formatMessage({ id: 'saptmarkets.company.label', defaultMessage: 'Company' })}
      </Field.Label>
      <SingleSelect value={company.code} onChange={(code) => choose(String(code))}>
        {companies.map(({ code, name }) => (
          <SingleSelectOption key={code} value={code}>
            {name}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};
