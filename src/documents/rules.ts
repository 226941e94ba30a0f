import { categoryRules } from '../api/category/rules';
import { companyRules } from '../api/company/rules';
import { homepageSectionRules } from '../api/homepage-section/rules';
import { locationRules } from '../api/location/rules';
import { productRules } from '../api/product/rules';
import { productUnitRules } from '../api/product-unit/rules';
import { promotionRules } from '../api/promotion/rules';
import { settingRules } from '../api/setting/rules';
import { unitRules } from '../api/unit/rules';
import { bannerRules } from '../api/banner/rules';
import { attributeRules } from '../api/attribute/rules';
import type { DocumentRules } from './document-write';

/** Which rules hold for which content type. */
export const documentRules: Partial<Record<string, DocumentRules>> = {
  'api::attribute.attribute': attributeRules,
  'api::banner.banner': bannerRules,
  'api::category.category': categoryRules,
  'api::company.company': companyRules,
  'api::homepage-section.homepage-section': homepageSectionRules,
  'api::location.location': locationRules,
  'api::product.product': productRules,
  'api::product-unit.product-unit': productUnitRules,
  'api::promotion.promotion': promotionRules,
  'api::setting.setting': settingRules,
  'api::unit.unit': unitRules,
};
