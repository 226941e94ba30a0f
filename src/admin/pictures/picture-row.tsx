import { Button, Field, Flex, Grid, TextInput, Typography } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { type FormEvent, useState } from 'react';
import { useIntl } from 'react-intl';
import { backendURL } from '../backend-url';
import type { PanelMedium } from '../../panel/media-store';
import { type PictureTexts, useSavePictureTextsMutation } from './picture-api';

const LONGEST = 255;

const stored = (text: string): string | null => text.trim() || null;

const addressOf = (url: string): string => (url.startsWith('/') ? `${backendURL}${url}` : url);

/** A picture, and what it shows in both languages. */
export const PictureRow = ({ picture }: { picture: PanelMedium }) => {
  const { formatMessage } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [save, { isLoading }] = useSavePictureTextsMutation();
  const { alternativeText: written } = picture;
  const [en, setEnglish] = useState(written.en ?? '');
  const [ar, setArabic] = useState(written.ar ?? '');
  const texts: PictureTexts = { en: stored(en), ar: stored(ar) };
  const isChanged = texts.en !== written.en || texts.ar !== written.ar;

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isChanged || isLoading) return;
    const result = await save({ documentId: picture.documentId, texts });
    toggleNotification(
      'error' in result
        ? { type: 'danger', message: formatError(result.error) }
        : {
            type: 'success',
            message: formatMessage({
              id: 'saptmarkets.pictures.saved',
              defaultMessage: 'The texts are saved',
            }),
          },
    );
  };

  const input = (language: 'en' | 'ar', label: string, value: string, onType: (typed: string) => void) => (
    <Grid.Item col={6} s={6} xs={12} direction="column" alignItems="stretch">
      <Field.Root name={`picture-${picture.documentId}-${language}`}>
        <Field.Label>{label}</Field.Label>
        <TextInput
          value={value}
          lang={language}
          maxLength={LONGEST}
          onChange={({ target }) => onType(target.value)}
        />
      </Field.Root>
    </Grid.Item>
  );

  return (
    <Flex
      tag="form"
      aria-label={picture.name}
      gap={6}
      alignItems="flex-start"
      background="neutral0"
      hasRadius
      shadow="filterShadow"
      padding={4}
      onSubmit={(event: FormEvent) => void onSubmit(event)}
    >
      <img
        src={addressOf(picture.thumbnail)}
        alt=""
        width={96}
        height={96}
        loading="lazy"
        style={{ objectFit: 'contain', flex: 'none', borderRadius: 4 }}
      />
      <Flex direction="column" alignItems="stretch" gap={3} flex="1" minWidth="0">
        <Typography variant="pi" textColor="neutral600" ellipsis>
          <bdi>{picture.name}</bdi>
          {' · '}
          {formatMessage(
            {
              id: 'saptmarkets.pictures.uses',
              defaultMessage:
                '{uses, plural, =0 {not shown anywhere} one {shown in # place} other {shown in # places}}',
            },
            { uses: picture.uses },
          )}
        </Typography>
        <Grid.Root gap={4}>
          {input(
            'en',
            formatMessage({ id: 'saptmarkets.pictures.en', defaultMessage: 'Text in English' }),
            en,
            setEnglish,
          )}
          {input(
            'ar',
            formatMessage({ id: 'saptmarkets.pictures.ar', defaultMessage: 'Text in Arabic' }),
            ar,
            setArabic,
          )}
        </Grid.Root>
        <Flex justifyContent="flex-end">
          <Button type="submit" size="S" loading={isLoading} disabled={!isChanged || isLoading}>
            {formatMessage({ id: 'saptmarkets.pictures.save', defaultMessage: 'Save' })}
          </Button>
        </Flex>
      </Flex>
    </Flex>
  );
};
