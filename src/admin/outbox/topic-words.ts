import { useIntl } from 'react-intl';

/** Names the topics of messages; one that has no name yet stands as it is. */
export const useTopicName = (): ((topic: string) => string) => {
  const { formatMessage } = useIntl();
  return (topic) => formatMessage({ id: `saptmarkets.outbox.topic.${topic}`, defaultMessage: topic });
};
