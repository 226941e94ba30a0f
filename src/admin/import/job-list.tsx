import { Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { formatInstant } from '../instant';
import { formatQuantity } from '../offer/amount';
import type { PresentedJob } from '../../catalogue-import/present';
import { useImportJobsQuery } from './import-api';
import { JobStatus } from './job-status';

type Props = { company: string };

/** The last imports of a company; checks of files are none. */
export const JobList = ({ company }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { data: jobs, isError } = useImportJobsQuery(
    { company, locale },
    { refetchOnMountOrArgChange: true },
  );
  if (isError) {
    return (
      <Typography textColor="danger600" role="alert">
        {formatMessage({
          id: 'saptmarkets.import.listFailed',
          defaultMessage: 'The imports could not be read',
        })}
      </Typography>
    );
  }
  const imports = jobs?.filter(({ dryRun }) => !dryRun) ?? [];
  if (imports.length === 0) {
    return (
      <Typography textColor="neutral600">
        {formatMessage({ id: 'saptmarkets.import.noJobs', defaultMessage: 'Nothing was imported yet.' })}
      </Typography>
    );
  }
  const columns: [string, string, (job: PresentedJob) => string | null][] = [
    ['saptmarkets.import.rows', 'Rows', (job) => formatQuantity(locale, job.rows)],
    ['saptmarkets.import.created', 'Added', (job) => formatQuantity(locale, job.created)],
    ['saptmarkets.import.updated', 'Changed', (job) => formatQuantity(locale, job.updated)],
    ['saptmarkets.import.errors', 'Errors', (job) => formatQuantity(locale, job.errorCount)],
    ['saptmarkets.import.started', 'Started', (job) => formatInstant(locale, job.startedAt)],
    ['saptmarkets.import.by', 'By', (job) => job.createdBy],
  ];
  const heading = (id: string, defaultMessage: string) => (
    <Th key={id}>
      <Typography variant="sigma" textColor="neutral600">
        {formatMessage({ id, defaultMessage })}
      </Typography>
    </Th>
  );
  return (
    <Table colCount={columns.length + 2} rowCount={imports.length + 1}>
      <Thead>
        <Tr>
          {heading('saptmarkets.import.file', 'File')}
          {heading('saptmarkets.import.status', 'Status')}
          {columns.map(([id, label]) => heading(id, label))}
        </Tr>
      </Thead>
      <Tbody>
        {imports.map((job) => (
          <Tr key={job.jobId}>
            <Td>
              <Typography textColor="neutral800" ellipsis maxWidth="24rem" tag="p">
                <bdi>{job.fileName}</bdi>
              </Typography>
            </Td>
            <Td>
              <JobStatus status={job.status} />
            </Td>
            {columns.map(([id, , read]) => (
              <Td key={id}>
                <Typography textColor="neutral800">
                  <bdi>{read(job) ?? '-'}</bdi>
                </Typography>
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};
