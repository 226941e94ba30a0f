import { Badge } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { PresentedJob } from '../../catalogue-import/present';

const variants = { waiting: 'secondary', running: 'primary', done: 'success', failed: 'danger' } as const;

/** How far an import is, in a word. */
export const JobStatus = ({ status }: { status: PresentedJob['status'] }) => {
  const { formatMessage } = useIntl();
  const words = {
    waiting: formatMessage({ id: 'saptmarkets.job.waiting', defaultMessage: 'Waiting' }),
    running: formatMessage({ id: 'saptmarkets.job.running', defaultMessage: 'Running' }),
    done: formatMessage({ id: 'saptmarkets.job.done', defaultMessage: 'Done' }),
    failed: formatMessage({ id: 'saptmarkets.job.failed', defaultMessage: 'Failed' }),
  };
  return <Badge variant={variants[status]}>{words[status]}</Badge>;
};
