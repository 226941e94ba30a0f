import { Flex, Loader, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { formatQuantity } from '../offer/amount';
import { useImportJobQuery } from './import-api';
import { JobStatus } from './job-status';
import { Numbers } from './numbers';
import { ProblemTable } from './problem-table';
import { Progress } from './progress';

const POLL_MS = 1000;

type Props = { jobId: string; company: string; onEnd: () => void };

/** A running import, asked once a second until it has ended. */
export const JobProgress = ({ jobId, company, onEnd }: Props) => {
  const { formatMessage, locale } = useIntl();
  const [isPolling, setPolling] = useState(true);
  const { data: job, isError } = useImportJobQuery(
    { jobId, company, locale },
    { pollingInterval: isPolling ? POLL_MS : 0, refetchOnMountOrArgChange: true },
  );
  const isOver = job?.status === 'done' || job?.status === 'failed';

  useEffect(() => {
    if (!isOver) return;
    setPolling(false);
    onEnd();
  }, [isOver, onEnd]);

  if (!job) {
    return isError ? (
      <Typography textColor="danger600" role="alert">
        {formatMessage({
          id: 'saptmarkets.import.lost',
          defaultMessage: 'The import is under way, but how far it is could not be read.',
        })}
      </Typography>
    ) : (
      <Loader small />
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4} role="status">
      <Flex gap={3}>
        <Typography fontWeight="bold" textColor="neutral800">
          <bdi>{job.fileName}</bdi>
        </Typography>
        <JobStatus status={job.status} />
      </Flex>
      {!isOver && <Progress done={job.processed} of={job.rows} />}
      <Numbers
        numbers={[
          {
            label: formatMessage({ id: 'saptmarkets.import.processed', defaultMessage: 'Rows done' }),
            text: formatQuantity(locale, job.processed),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.created', defaultMessage: 'Added' }),
            text: formatQuantity(locale, job.created),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.updated', defaultMessage: 'Changed' }),
            text: formatQuantity(locale, job.updated),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.unchanged', defaultMessage: 'Unchanged' }),
            text: formatQuantity(locale, job.unchanged),
          },
          {
            label: formatMessage({ id: 'saptmarkets.import.errors', defaultMessage: 'Errors' }),
            text: formatQuantity(locale, job.errorCount),
            isBad: job.errorCount > 0,
          },
        ]}
      />
      {job.errors.length > 0 && <ProblemTable problems={job.errors} count={job.errorCount} />}
    </Flex>
  );
};
