import { Badge } from '@strapi/design-system';
import { useIntl } from 'react-intl';

type Tone = 'primary' | 'secondary' | 'success' | 'danger' | 'warning' | 'neutral';

const tones: Record<string, Tone> = {
  pending: 'warning',
  processing: 'secondary',
  assigned: 'secondary',
  shipped: 'primary',
  picked: 'primary',
  delivered: 'success',
  paid: 'success',
  cancelled: 'danger',
  failed: 'danger',
  returned: 'danger',
  open: 'secondary',
  creating: 'secondary',
  succeeded: 'success',
  mismatched: 'danger',
};

type Props = {
  status: string;
  /** before the key of its words, where these are not the ones of orders */
  words?: string;
};

/** A state of an order, its delivery, its payments or refunds, in words and in its colour. */
export const StatusBadge = ({ status, words = '' }: Props) => {
  const { formatMessage } = useIntl();
  const tone = tones[status] ?? 'neutral';
  return (
    <Badge backgroundColor={`${tone}100`} textColor={`${tone}700`}>
      {formatMessage({ id: `${words}${status}`, defaultMessage: status })}
    </Badge>
  );
};
