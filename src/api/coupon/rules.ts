import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import { lockPromotionScopes } from '../../documents/locks';
import { storedRow } from '../../documents/stored';
import { writtenAmounts } from '../../documents/written-amounts';
import { assertCouponTerms, type CouponTerms } from '../../domain/catalogue/coupon-terms';
import { validate } from '../../http/validate';
import { assertUnused, forgetUses } from '../promotion/uses';
import { couponChange } from './validation';

type CouponRow = Pick<CouponTerms, 'type' | 'value' | 'maximum_discount' | 'minimum_order'> & {
  code: string | null;
  start_date: Date | null;
  end_date: Date | null;
};

const amounts = ['value', 'maximum_discount', 'minimum_order'];

const onlyCode = couponChange.pick({ code: true }).required();

/** Writes a code as it is looked up; a copy needs one of its own. */
const spellCode = ({ data }: DocumentWrite): void => {
  if ('code' in data) data['code'] = validate(onlyCode, { code: data['code'] }).code;
};

/** A coupon has a code and terms that can be kept; one that orders have used stays. */
export const couponRules: DocumentRules = {
  before: async (write) => {
    spellCode(write);
    await lockPromotionScopes(write.trx, write.company?.code ?? '');
  },
  after: async (write) => {
    const { start_date: startDate, end_date: endDate, ...row } = await storedRow<CouponRow>(write);
    validate(onlyCode, { code: row.code });
    const terms = { ...row, startDate, endDate, ...writtenAmounts(write.data, amounts) };
    assertCouponTerms(terms, write.company?.decimals ?? 2);
  },
  beforeDelete: ({ trx, documentId }) => assertUnused(trx, 'coupon', documentId),
  afterDelete: ({ trx, documentId }) => forgetUses(trx, 'coupon', documentId),
};
