import { accountRules } from './customer/rules';
import { categoryRules } from './category/rules';
import { companyRules } from './company/rules';
import { couponRules } from './coupon/rules';
import { zoneRules } from './delivery-zone/rules';
import { slotRules } from './delivery-slot/rules';
import { windowRules } from './delivery-window/rules';
import { homepageSectionRules } from './homepage-section/rules';
import { assignmentRules } from './delivery-assignment/rules';
import { locationRules } from './location/rules';
import { notificationTemplateRules } from './notification-template/rules';
import { orderRules } from './order/rules';
import { productRules } from './product/rules';
import { productUnitRules } from './product-unit/rules';
import { promotionRules } from './promotion/rules';
import { searchMissRules } from './search-miss/rules';
import { searchSynonymRules } from './search-synonym/rules';
import { settingRules } from './setting/rules';
import { unitRules } from './unit/rules';
import { bannerRules } from './banner/rules';
import { attributeRules } from './attribute/rules';
import type { RulesByType } from '../documents/document-write';

/** Which rules hold for which content type. */
export const documentRules: RulesByType = {
  'api::attribute.attribute': attributeRules,
  'api::banner.banner': bannerRules,
  'api::category.category': categoryRules,
  'api::company.company': companyRules,
  'api::coupon.coupon': couponRules,
  'api::delivery-zone.delivery-zone': zoneRules,
  'api::delivery-slot.delivery-slot': slotRules,
  'api::delivery-window.delivery-window': windowRules,
  'api::delivery-assignment.delivery-assignment': assignmentRules,
  'api::homepage-section.homepage-section': homepageSectionRules,
  'api::location.location': locationRules,
  'api::notification-template.notification-template': notificationTemplateRules,
  'api::order.order': orderRules,
  'api::product.product': productRules,
  'api::product-unit.product-unit': productUnitRules,
  'api::promotion.promotion': promotionRules,
  'api::search-miss.search-miss': searchMissRules,
  'api::search-synonym.search-synonym': searchSynonymRules,
  'api::setting.setting': settingRules,
  'api::unit.unit': unitRules,
  'plugin::users-permissions.user': accountRules,
};
