import { z } from 'zod';
import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import { assertNamed } from '../../documents/stored';
import { writtenAmounts } from '../../documents/written-amounts';
import { assertPolygon, boxAround } from '../../domain/delivery/zone';
import { invalidField } from '../../domain/errors';
import { assertAmount } from '../../domain/money';
import { validate } from '../../http/validate';
import { forgetBox, readPolygon, saveBox } from './store';
import { polygonInput } from './validation';

const amounts = ['fee', 'freeThreshold'];

const drawing = z.object({ polygon: polygonInput });

/** Forms send the drawing as JSON text. */
const fromForm = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw invalidField('polygon', 'must be JSON');
  }
};

const settlePolygon = ({ data }: DocumentWrite): void => {
  if (!('polygon' in data)) return;
  const { polygon } = validate(drawing, { polygon: fromForm(data['polygon']) });
  assertPolygon('polygon', polygon);
  data['polygon'] = polygon;
};

/** A zone has a name and an area that prices can find; its amounts are amounts of the company's currency. */
export const zoneRules: DocumentRules = {
  before: (write) => {
    settlePolygon(write);
    const decimals = write.company?.decimals ?? 2;
    for (const [field, amount] of Object.entries(writtenAmounts(write.data, amounts))) {
      assertAmount(field, amount, decimals);
    }
    return Promise.resolve();
  },
  after: async (write) => {
    await assertNamed(write, 'name');
    const polygon = await readPolygon(write.trx, write.documentId);
    const zone = { companyCode: write.company?.code ?? '', zoneId: write.documentId };
    await saveBox(write.trx, zone, boxAround(polygon));
  },
  afterDelete: ({ trx, documentId }) => forgetBox(trx, documentId),
};
