/** Why a refund stays failed that its provider made after all, when its money had gone back otherwise. */
export const MADE_AFTER_ALL = 'made_after_all';

/** Whether the money of a refund is not with the customer as far as one knows, so that somebody may send it again. */
export const isSendable = ({ failure }: { failure: string | null }): boolean =>
  failure !== null && failure !== MADE_AFTER_ALL;
