import { useAPIErrorHandler } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

type Complaint = { path: string; message: string };

type ServerError = { code?: string; message?: string; details?: { errors?: Complaint[] } };

/** What was refused: at fields, by name, or all of it. */
export type DriverProblems = { fields: Record<string, string>; whole: string | null };

export const noProblems: DriverProblems = { fields: {}, whole: null };

/** Says in the panel's language what the server refused, at the field where it can be said. */
export const useDriverProblems = (): ((error: unknown) => DriverProblems) => {
  const { formatMessage, locale } = useIntl();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  return (error) => {
    const { code, details, message } = error as ServerError;
    const whole = message ?? formatError(error as Parameters<typeof formatError>[0]);
    if (code === 'email_taken') return { fields: { email: whole }, whole: null };
    const complaints = details?.errors ?? [];
    if (complaints.length === 0) return { fields: {}, whole };
    // Complaints about fields come in English.
    const inWords = ({ path, message: complaint }: Complaint): string =>
      locale === 'ar'
        ? formatMessage({ id: `saptmarkets.drivers.wrong.${path}`, defaultMessage: complaint })
        : complaint;
    return {
      fields: Object.fromEntries(complaints.map((complaint) => [complaint.path, inWords(complaint)])),
      whole: null,
    };
  };
};
