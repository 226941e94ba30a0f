import { useIntl } from 'react-intl';
import type { RefundProblem } from './use-refund-draft';

/** What is wrong with a typed number, in words. @returns a function that also takes how much is left, for reading */
export const useProblemWords = () => {
  const { formatMessage } = useIntl();
  return (problem: RefundProblem, left: string): string =>
    formatMessage({ id: `saptmarkets.refund.problem.${problem}`, defaultMessage: problem }, { left });
};
