import type { DocumentRules, DocumentWrite, WrittenDocument } from '../../documents/document-write';
import { storedRow } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import { forgetPlaces, holdSlot } from './places';
import { findSlot } from './store';

const LONGEST_MS = 24 * 60 * 60 * 1_000;

type SlotRow = { start: Date | null; end: Date | null; cutoff: Date | null; capacity: number | null };

const assertTimes = async (write: WrittenDocument): Promise<void> => {
  const { start, end, cutoff, capacity } = await storedRow<SlotRow>(write);
  if (!start) throw invalidField('start', 'is required');
  if (!end) throw invalidField('end', 'is required');
  if (capacity === null) throw invalidField('capacity', 'is required');
  if (end <= start) throw invalidField('end', 'must be after the start');
  if (end.getTime() - start.getTime() > LONGEST_MS) throw invalidField('end', 'must be within 24 hours');
  if (!cutoff || cutoff > end) throw invalidField('cutoff', 'must not be after the end');
};

const sameTime = (said: unknown, stored: Date): boolean =>
  said === undefined || (said !== null && new Date(said as string | Date).getTime() === stored.getTime());

/** @throws DomainError `in_use`: what was promised to orders is not moved */
const assertNotPromised = async ({ trx, company, documentId, data }: DocumentWrite): Promise<void> => {
  const code = company?.code ?? '';
  const stored = documentId && (await findSlot(trx, code, documentId));
  if (!stored || (sameTime(data['start'], stored.start) && sameTime(data['end'], stored.end))) return;
  const orders = await holdSlot(trx, code, documentId);
  if (orders > 0) throw new DomainError('in_use', 'a slot that orders have is not moved', { orders });
};

/** A slot ends after it has begun, and can be chosen until its start where nothing else is said; one that orders have stays. */
export const slotRules: DocumentRules = {
  before: async (write) => {
    const { trx, company, documentId, action, data } = write;
    if (action === 'update') await assertNotPromised(write);
    const isUnsaid = data['cutoff'] === undefined || data['cutoff'] === '';
    if (data['cutoff'] !== null && !(isUnsaid && action !== 'update')) return;
    const stored = documentId && (await findSlot(trx, company?.code ?? '', documentId));
    data['cutoff'] = data['start'] ?? (stored ? stored.start : null);
  },
  after: assertTimes,
  beforeDelete: async ({ trx, company, documentId }) => {
    const orders = await holdSlot(trx, company?.code ?? '', documentId);
    if (orders > 0) throw new DomainError('in_use', 'a slot that orders have stays', { orders });
  },
  afterDelete: ({ trx, documentId }) => forgetPlaces(trx, documentId),
};
