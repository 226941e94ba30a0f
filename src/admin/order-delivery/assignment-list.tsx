import { Badge, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { AssignmentOutcome, ShownAssignment } from '../../panel/order-delivery';
import { formatInstant } from '../instant';
import { Remark } from '../orders/entry';

type Tone = 'success' | 'danger' | 'neutral' | 'secondary';

const tones: Record<AssignmentOutcome, Tone> = {
  delivered: 'success',
  refused: 'danger',
  timed_out: 'danger',
  reassigned: 'neutral',
  withdrawn: 'neutral',
  failed: 'danger',
  returned: 'danger',
  order_cancelled: 'neutral',
};

/** What happened to an assignment, in the order in which it does. */
const steps = [
  'assignedAt',
  'respondBy',
  'acceptedAt',
  'pickedAt',
  'outAt',
  'failedAt',
  'deliveredAt',
  'endedAt',
] as const;

/** How an assignment stands: its outcome, or how far it has come. */
const standingOf = ({ outcome, status, acceptedAt, outAt, failedAt }: ShownAssignment): string => {
  if (outcome) return outcome;
  if (failedAt) return 'failed';
  if (outAt) return 'out';
  if (status === 'picked') return 'picked';
  return acceptedAt ? 'accepted' : 'asked';
};

const isTold = (step: (typeof steps)[number], { outcome, deliveredAt }: ShownAssignment): boolean => {
  if (step === 'respondBy') return outcome === null;
  // Who delivered has also ended with it.
  return step !== 'endedAt' || deliveredAt === null;
};

const Assignment = ({ assignment }: { assignment: ShownAssignment }) => {
  const { formatMessage, locale } = useIntl();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.assignment.${key}`, defaultMessage }, values);
  const { driver, outcome, reason, givenBy } = assignment;
  const tone = outcome ? tones[outcome] : 'secondary';
  const standing = standingOf(assignment);
  return (
    <Flex
      tag="li"
      direction="column"
      alignItems="stretch"
      gap={1}
      padding={3}
      hasRadius
      borderColor="neutral150"
    >
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Typography fontWeight="semiBold" textColor="neutral800">
          <bdi>{driver.name ?? say('former', 'A former driver')}</bdi>
        </Typography>
        <Badge backgroundColor={`${tone}100`} textColor={`${tone}700`}>
          {say(`standing.${standing}`, standing)}
        </Badge>
      </Flex>
      <Remark>{say(`givenBy.${givenBy}`, givenBy)}</Remark>
      {reason && <Remark tone="neutral800">{reason}</Remark>}
      {steps
        .filter((step) => assignment[step] !== null && isTold(step, assignment))
        .map((step) => (
          <Remark key={step}>
            {say(`step.${step}`, '{at}', { at: formatInstant(locale, assignment[step]) })}
          </Remark>
        ))}
    </Flex>
  );
};

/** Every driver who had an order, the last one first, with how it went. */
export const AssignmentList = ({ assignments }: { assignments: ShownAssignment[] }) => {
  const { formatMessage } = useIntl();
  const title = formatMessage({
    id: 'saptmarkets.assignment.title',
    defaultMessage: 'Drivers of this order',
  });
  if (assignments.length === 0) {
    return (
      <Typography variant="pi" textColor="neutral600">
        {formatMessage({
          id: 'saptmarkets.assignment.none',
          defaultMessage: 'No driver had this order yet.',
        })}
      </Typography>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={2} tag="ul" aria-label={title}>
      {assignments.toReversed().map((assignment) => (
        <Assignment key={assignment.documentId} assignment={assignment} />
      ))}
    </Flex>
  );
};
