import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { inTransaction, type SaveScope } from '../../../documents/save';
import { underPath } from '../../../documents/under-path';
import { type FieldError, ValidationError } from '../../../domain/errors';
import { lockProduct, unitsOfProduct } from '../store';
import type { ProductUnitInput, ProductUnitOfProduct } from '../validation';

const sameMeasure = (
  left: { unitId: string | null; unitValue: number },
  right: { unitId: string; unitValue: number },
): boolean => left.unitId === right.unitId && left.unitValue === right.unitValue;

const assertConsistent = (units: ProductUnitOfProduct[]): void => {
  const errors = units.flatMap((unit, index): FieldError[] => {
    const earlier = units.slice(0, index);
    return [
      ...(earlier.some((other) => sameMeasure(other, unit))
        ? [{ path: `units.${index}`, message: 'the same unit and value stand there twice' }]
        : []),
      ...(unit.isDefault && earlier.some((other) => other.isDefault)
        ? [{ path: `units.${index}.isDefault`, message: 'only one unit is the default' }]
        : []),
    ];
  });
  if (errors.length > 0) throw new ValidationError(errors);
};

/** The ways a product is sold. */
export const createProductUnitService = ({ strapi }: { strapi: Core.Strapi }) => {
  const content = contentService<ProductUnitInput>(strapi, {
    uid: 'api::product-unit.product-unit',
    texts: [],
  });

  return {
    ...content,

    /** Replaces the units of a product; those of the same unit and value are changed in place. */
    replace: (scope: SaveScope, productId: string, units: ProductUnitOfProduct[]): Promise<void> =>
      inTransaction(strapi, async (trx) => {
        assertConsistent(units);
        await lockProduct(trx, productId);
        const present = await unitsOfProduct(trx, productId);
        const gone = present.filter((old) => !units.some((unit) => sameMeasure(old, unit)));
        // Those that go give their barcodes and SKUs free for those that come.
        for (const old of gone) await content.remove(scope, old.documentId);
        for (const [index, unit] of units.entries()) {
          const match = present.find((old) => sameMeasure(old, unit));
          await underPath(`units.${index}`, async () => {
            if (match) await content.update(scope, match.documentId, unit);
            else await content.create(scope, { ...unit, productId });
          });
        }
      }),
  };
};

export default createProductUnitService;
