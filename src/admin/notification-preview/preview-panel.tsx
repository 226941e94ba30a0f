import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useForm, useQueryParams } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import {
  type Channel,
  channels,
  type NotificationKind,
  notificationKinds,
} from '../../domain/notification/kind';
import { placeholdersOf, unknownPlaceholders, type Words } from '../../domain/notification/words';
import { useEntryInLanguageQuery } from '../translation/translation-api';
import { exampleOf } from './example';
import { PreviewCard } from './preview-card';

const TEMPLATE = 'api::notification-template.notification-template';

type Query = { plugins?: { i18n?: { locale?: string } } };

type Typed = Partial<Record<keyof Words, unknown>>;

const languages = ['en', 'ar'] as const;

const kindOf = (value: unknown): NotificationKind | null =>
  notificationKinds.find((kind) => kind === value) ?? null;

/** What of the texts stands for nothing, in either language. */
const mistakesIn = (kind: NotificationKind, { en, ar }: Shown['typed']): string[] => [
  ...new Set(
    [en.title, en.message, ar.title, ar.message].flatMap((text) =>
      typeof text === 'string' ? unknownPlaceholders(text, placeholdersOf[kind]) : [],
    ),
  ),
];

const Channels = ({ chosen, onChoose }: { chosen: Channel; onChoose: (channel: Channel) => void }) => {
  const { formatMessage } = useIntl();
  const names: Record<Channel, string> = {
    socket: formatMessage({ id: 'saptmarkets.notification.socket', defaultMessage: 'In the app' }),
    push: formatMessage({ id: 'saptmarkets.notification.push', defaultMessage: 'Push message' }),
    email: formatMessage({ id: 'saptmarkets.notification.email', defaultMessage: 'E-mail' }),
  };
  return (
    <SingleSelect
      size="S"
      value={chosen}
      aria-label={formatMessage({ id: 'saptmarkets.notification.channel', defaultMessage: 'Shown as' })}
      onChange={(channel) => onChoose(channels.find((known) => known === channel) ?? 'socket')}
    >
      {channels.map((channel) => (
        <SingleSelectOption key={channel} value={channel}>
          {names[channel]}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};

const Hint = ({ kind }: { kind: NotificationKind }) => {
  const { formatMessage } = useIntl();
  return (
    <Typography variant="pi" textColor="neutral600">
      {formatMessage({ id: 'saptmarkets.notification.placeholders', defaultMessage: 'Filled in:' })}{' '}
      <bdi dir="ltr">{placeholdersOf[kind].map((name) => `{{${name}}}`).join(' ')}</bdi>
    </Typography>
  );
};

type Shown = {
  kind: NotificationKind;
  isActive: boolean;
  typed: Record<'en' | 'ar', Typed>;
};

const Preview = ({ kind, isActive, typed }: Shown) => {
  const { formatMessage } = useIntl();
  const [channel, setChannel] = useState<Channel>('socket');
  const mistakes = mistakesIn(kind, typed);
  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <Channels chosen={channel} onChoose={setChannel} />
      {!isActive && (
        <Typography textColor="neutral600">
          {formatMessage({
            id: 'saptmarkets.notification.inactive',
            defaultMessage: 'Switched off: customers read the usual words.',
          })}
        </Typography>
      )}
      {mistakes.length > 0 && (
        <Typography textColor="danger600" role="alert">
          {formatMessage({
            id: 'saptmarkets.notification.unknown',
            defaultMessage: 'Stands for nothing here:',
          })}{' '}
          <bdi dir="ltr">{mistakes.join(' ')}</bdi>
        </Typography>
      )}
      {languages.map((language) => (
        <PreviewCard
          key={language}
          channel={channel}
          language={language}
          words={exampleOf(kind, language, isActive ? typed[language] : {})}
        />
      ))}
      <Hint kind={kind} />
    </Flex>
  );
};

/** The side panel of a notification's words: what customers read, in both languages, while it is typed. */
export const NotificationPreviewPanel: PanelComponent = ({ model, documentId, document }) => {
  const { formatMessage } = useIntl();
  const [{ query }] = useQueryParams<Query>();
  const values = useForm('NotificationPreviewPanel', (state) => state.values as Record<string, unknown>);
  const at = query.plugins?.i18n?.locale === 'ar' ? 'ar' : 'en';
  const other = at === 'en' ? 'ar' : 'en';
  const { data: entry = {} } = useEntryInLanguageQuery(
    { model, documentId: documentId ?? '', locale: other },
    { skip: model !== TEMPLATE || !documentId || !document, refetchOnMountOrArgChange: true },
  );
  if (model !== TEMPLATE) return null;
  const kind = kindOf(values['kind']);
  const typed = { [at]: values, [other]: entry } as Shown['typed'];
  return {
    title: formatMessage({ id: 'saptmarkets.notification.title', defaultMessage: 'Preview' }),
    content: kind ? (
      <Preview kind={kind} isActive={values['isActive'] !== false} typed={typed} />
    ) : (
      <Typography textColor="neutral600">
        {formatMessage({
          id: 'saptmarkets.notification.chooseKind',
          defaultMessage: 'Choose what it tells of, and read here what customers will.',
        })}
      </Typography>
    ),
  };
};
