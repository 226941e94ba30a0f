import { Button, Flex } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { importColumns } from '../../domain/catalogue/import-row';

type Format = 'csv' | 'xlsx';

const MARK = '\uFEFF';

const save = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** The catalogue as a file, and an empty file to be filled. */
export const Downloads = ({ company }: { company: string }) => {
  const { formatMessage } = useIntl();
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [busy, setBusy] = useState<Format | null>(null);

  const download = async (format: Format): Promise<void> => {
    setBusy(format);
    try {
      const { data } = await get('/saptmarkets/exports/products', {
        params: { company, format },
        responseType: 'blob',
      });
      save(data, `products-${company}.${format}`);
    } catch {
      toggleNotification({
        type: 'danger',
        message: formatMessage({
          id: 'saptmarkets.export.failed',
          defaultMessage: 'The catalogue could not be downloaded',
        }),
      });
    } finally {
      setBusy(null);
    }
  };

  // The mark tells spreadsheet programs that the file is UTF-8.
  const template = (): void =>
    save(new Blob([`${MARK}${importColumns.join(',')}\r\n`], { type: 'text/csv' }), 'products-template.csv');

  const exportButton = (format: Format, id: string, defaultMessage: string) => (
    <Button
      variant="tertiary"
      startIcon={<Download />}
      loading={busy === format}
      disabled={busy !== null}
      onClick={() => void download(format)}
    >
      {formatMessage({ id, defaultMessage })}
    </Button>
  );
  return (
    <Flex gap={2} wrap="wrap">
      {exportButton('csv', 'saptmarkets.export.csv', 'All products as CSV')}
      {exportButton('xlsx', 'saptmarkets.export.xlsx', 'All products as XLSX')}
      <Button variant="tertiary" startIcon={<Download />} onClick={template}>
        {formatMessage({ id: 'saptmarkets.export.template', defaultMessage: 'Empty file with all columns' })}
      </Button>
    </Flex>
  );
};
