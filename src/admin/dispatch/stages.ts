import type { DispatchOrder, DispatchStage } from '../../panel/dispatch';

/** The columns of the board, from left to right as one reads. */
export const stages: DispatchStage[] = ['waiting', 'offered', 'assigned', 'on_the_way', 'failed'];

/** A colour of the panel. */
export type Tone = 'warning' | 'secondary' | 'primary' | 'success' | 'danger';

/** The colour in which a stage is drawn. */
export const toneOf: Record<DispatchStage, Tone> = {
  waiting: 'warning',
  offered: 'secondary',
  assigned: 'primary',
  on_the_way: 'success',
  failed: 'danger',
};

/** Whether an order can be given to (another) driver: not while somebody has its goods with them. */
export const isGivable = ({ stage }: DispatchOrder): boolean => stage !== 'on_the_way';
