import { Box, Flex, Typography } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { type DragEvent, useState } from 'react';
import { useIntl } from 'react-intl';

type Props = { file: File | null; disabled: boolean; onChoose: (file: File) => void };

/** What a spreadsheet program writes. */
const ACCEPTED = '.csv,.xlsx';

/** Takes one file, dropped or chosen. */
export const FileDrop = ({ file, disabled, onChoose }: Props) => {
  const { formatMessage } = useIntl();
  const [isOver, setOver] = useState(false);
  const [hasFocus, setFocus] = useState(false);

  const take = (files: FileList | null): void => {
    const first = files?.[0];
    if (first && !disabled) onChoose(first);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };

  return (
    <Box
      tag="label"
      display="block"
      padding={6}
      hasRadius
      background={isOver ? 'primary100' : 'neutral100'}
      borderColor={isOver || hasFocus ? 'primary600' : 'neutral300'}
      borderStyle="dashed"
      borderWidth="1px"
      cursor={disabled ? 'not-allowed' : 'pointer'}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <Flex direction="column" gap={2}>
        <Upload width="2.4rem" height="2.4rem" fill="primary600" aria-hidden />
        <Typography fontWeight="bold" textColor="neutral800">
          {file ? (
            <bdi>{file.name}</bdi>
          ) : (
            formatMessage({
              id: 'saptmarkets.import.drop',
              defaultMessage: 'Drop a CSV or XLSX file here, or choose one',
            })
          )}
        </Typography>
        {file && (
          <Typography variant="pi" textColor="primary600">
            {formatMessage({ id: 'saptmarkets.import.another', defaultMessage: 'Choose another file' })}
          </Typography>
        )}
        <input
          type="file"
          name="file"
          accept={ACCEPTED}
          disabled={disabled}
          onFocus={() => setFocus(true)}
          onBlur={() => setFocus(false)}
          aria-label={formatMessage({ id: 'saptmarkets.import.file', defaultMessage: 'File' })}
          style={{ position: 'absolute', width: 1, height: 1, opacity: 0 }}
          onChange={({ target }) => {
            take(target.files);
            // The same file is often chosen again, after it was mended.
            target.value = '';
          }}
        />
      </Flex>
    </Box>
  );
};
