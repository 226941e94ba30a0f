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
};

/** A state of an order, its delivery or its payment, in words and in its colour. */
export const StatusBadge = ({ status }: { status: string }) => {
  const { formatMessage } = useIntl();
  const tone = tones[status] ?? 'neutral';
  return (
    <Badge backgroundColor={`${tone}100`} textColor={`${tone}700`}>
      {formatMessage({ id: status, defaultMessage: status })}
    </Badge>
  );
};
