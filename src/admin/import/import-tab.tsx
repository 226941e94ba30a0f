import { Alert, Button, Flex, Typography } from '@strapi/design-system';
import { useAPIErrorHandler } from '@strapi/strapi/admin';
import { useCallback, useState } from 'react';
import { useIntl } from 'react-intl';
import { Section } from '../section';
import { CheckResult } from './check-result';
import { Downloads } from './download';
import { FileDrop } from './file-drop';
import {
  type ImportCheck,
  useCheckImportMutation,
  useImportJobsQuery,
  useStartImportMutation,
} from './import-api';
import { JobList } from './job-list';
import { JobProgress } from './job-progress';

/** A file that changed on the disk since it was chosen can no longer be read. */
const isReadable = async (file: File): Promise<boolean> => {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
};

/** Takes a file, says what it would do and what is wrong with it, and imports it when nothing is. */
export const ImportTab = ({ company }: { company: string }) => {
  const { formatMessage, locale } = useIntl();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [checkImport, { isLoading: isChecking }] = useCheckImportMutation();
  const [startImport, { isLoading: isStarting }] = useStartImportMutation();
  const { refetch } = useImportJobsQuery({ company, locale });
  const [file, setFile] = useState<File | null>(null);
  const [check, setCheck] = useState<ImportCheck | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);

  const isBusy = isChecking || isStarting;
  const canImport = check !== null && check.errorCount === 0 && check.creates + check.updates > 0 && !isBusy;
  const onEnd = useCallback(() => void refetch(), [refetch]);

  const choose = (chosen: File): void => {
    setFile(chosen);
    setCheck(null);
    setProblem(null);
    setJobId(null);
  };

  /** The chosen file, when it can still be sent. */
  const fileToSend = async (): Promise<File | null> => {
    setProblem(null);
    if (!file || (await isReadable(file))) return file;
    setCheck(null);
    setProblem(
      formatMessage({
        id: 'saptmarkets.import.stale',
        defaultMessage: 'The file has changed since it was chosen. Choose it again.',
      }),
    );
    return null;
  };

  const onCheck = async (): Promise<void> => {
    const sent = await fileToSend();
    if (!sent) return;
    setCheck(null);
    const result = await checkImport({ company, locale, file: sent });
    if ('error' in result) setProblem(formatError(result.error));
    else setCheck(result.data);
  };

  const onImport = async (): Promise<void> => {
    const sent = await fileToSend();
    if (!sent) return;
    const result = await startImport({ company, locale, file: sent });
    if ('error' in result) {
      setProblem(formatError(result.error));
      return;
    }
    setJobId(result.data.jobId);
    setFile(null);
    setCheck(null);
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Section title={formatMessage({ id: 'saptmarkets.import.title', defaultMessage: 'Import products' })}>
        <Typography textColor="neutral600">
          {formatMessage({
            id: 'saptmarkets.import.help',
            defaultMessage:
              'One row for each selling unit of a product, found by its SKU or barcode. The file is checked first; nothing changes before you import.',
          })}
        </Typography>
        <FileDrop file={file} disabled={isBusy} onChoose={choose} />
        <Flex gap={2} wrap="wrap">
          <Button
            variant="secondary"
            loading={isChecking}
            disabled={!file || isBusy}
            onClick={() => void onCheck()}
          >
            {formatMessage({ id: 'saptmarkets.import.check', defaultMessage: 'Check' })}
          </Button>
          <Button loading={isStarting} disabled={!canImport} onClick={() => void onImport()}>
            {formatMessage({ id: 'saptmarkets.import.import', defaultMessage: 'Import' })}
          </Button>
        </Flex>
        {problem && (
          <Alert
            variant="danger"
            title=""
            closeLabel={formatMessage({ id: 'global.close', defaultMessage: 'Close' })}
            onClose={() => setProblem(null)}
          >
            {problem}
          </Alert>
        )}
        {check && <CheckResult check={check} />}
        {jobId && <JobProgress key={jobId} jobId={jobId} company={company} onEnd={onEnd} />}
      </Section>
      <Section title={formatMessage({ id: 'saptmarkets.export.title', defaultMessage: 'Download' })}>
        <Downloads company={company} />
      </Section>
      <Section title={formatMessage({ id: 'saptmarkets.import.last', defaultMessage: 'Last imports' })}>
        <JobList company={company} />
      </Section>
    </Flex>
  );
};
