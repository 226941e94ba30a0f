import type { Core } from '@strapi/strapi';
import { type ContentService, contentService, type Reassigning } from '../../../documents/content-service';
import { assertOwn, inTransaction } from '../../../documents/save';
import { invalidField } from '../../../domain/errors';
import { reassignUnit, unitMeasure } from '../store';
import type { UnitInput } from '../validation';

const UID = 'api::unit.unit';

/** Staff writes of units. Another unit of the same type and rate may take the place of a deleted one. */
export const createUnitService = ({
  strapi,
}: {
  strapi: Core.Strapi;
}): ContentService<UnitInput> & Reassigning => {
  const content = contentService<UnitInput>(strapi, { uid: UID, texts: ['name'] });

  return {
    ...content,

    removeInto: (scope, documentId, target) =>
      inTransaction(strapi, async (trx) => {
        await assertOwn(strapi, trx, UID, scope.company, documentId);
        await assertOwn(strapi, trx, UID, scope.company, target);
        const [from, to] = [await unitMeasure(trx, documentId), await unitMeasure(trx, target)];
        const same = from?.type === to?.type && from?.conversion_rate === to?.conversion_rate;
        if (documentId === target || !same) {
          throw invalidField('reassignTo', 'must be another unit of the same type and conversion rate');
        }
        await reassignUnit(trx, documentId, target);
        await content.remove(scope, documentId);
      }),
  };
};

export default createUnitService;
