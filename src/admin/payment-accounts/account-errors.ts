import { useAPIErrorHandler } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

type Complaint = { path: string; message: string };

type Refusal = { code?: string; message?: string; details?: { errors?: Complaint[] } };

/** What is wrong with an account: at its keys, by name, or with all of it. */
export type AccountProblems = { keys: Record<string, string>; whole: string | null };

export const noProblems: AccountProblems = { keys: {}, whole: null };

/** Says in the panel's language what the server refused of an account, at the keys where it can be said. */
export const useAccountProblems = (provider: string): ((error: unknown) => AccountProblems) => {
  const { formatMessage } = useIntl();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  return (error) => {
    const { details, message } = error as Refusal;
    const keys = Object.fromEntries(
      (details?.errors ?? []).map(({ path, message: complaint }) => {
        const key = path.split('.').at(-1) ?? path;
        const id = `saptmarkets.accounts.form.${provider}.${key}`;
        return [key, formatMessage({ id, defaultMessage: complaint })];
      }),
    );
    if (Object.keys(keys).length > 0) return { keys, whole: null };
    return { keys: {}, whole: message ?? formatError(error as Parameters<typeof formatError>[0]) };
  };
};
