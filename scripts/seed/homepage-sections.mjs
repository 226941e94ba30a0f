const CATEGORY_ROWS = 3;

/**
 * Writes a company's home page: hero, categories, featured, trending, offers, some category rows, and one
 * section that is switched off. Their `config` names real categories by documentId.
 *
 * @param {import('./documents.mjs').Documents} documents
 * @param {string} companyCode
 * @param {import('./categories.mjs').Category[]} aisles the largest first
 */
export async function insertHomepageSections(documents, companyCode, aisles) {
  const rows = aisles.slice(0, CATEGORY_ROWS).map((aisle, index) => ({
    key: `category_row_${index + 1}`,
    type: 'category_products',
    title: { en: aisle.name.en, ar: aisle.name.ar },
    config: { category: aisle.documentId, limit: 12, sort: 'sales:desc' },
  }));
  const sections = [
    {
      key: 'hero',
      type: 'hero',
      title: { en: 'Welcome', ar: 'أهلًا بكم' },
      config: { bannerPosition: 'home', autoplaySeconds: 6 },
    },
    {
      key: 'categories',
      type: 'categories',
      title: { en: 'Shop by category', ar: 'تسوق حسب القسم' },
      config: { categories: aisles.slice(0, 8).map(({ documentId }) => documentId), itemsPerView: 6 },
    },
    {
      key: 'featured_products',
      type: 'featured',
      title: { en: 'Featured products', ar: 'منتجات مختارة' },
      config: { limit: 12 },
    },
    {
      key: 'special_prices',
      type: 'promotions',
      title: { en: 'Special prices', ar: 'أسعار خاصة' },
      config: { promotionTypes: ['discount', 'bogo'], limit: 8 },
    },
    {
      key: 'popular_products',
      type: 'trending',
      title: { en: 'Popular now', ar: 'الأكثر طلبًا' },
      config: { limit: 12 },
    },
    {
      key: 'combo_deals',
      type: 'promotions',
      title: { en: 'Combo deals', ar: 'عروض المجموعات' },
      config: { promotionTypes: ['combo'], limit: 3 },
    },
    ...rows,
    {
      key: 'banner_section',
      type: 'banner',
      title: { en: 'From our shelves', ar: 'من رفوفنا' },
      config: { bannerPosition: 'home-middle' },
    },
    {
      key: 'newsletter',
      type: 'newsletter',
      title: { en: 'News by e-mail', ar: 'أخبارنا بالبريد' },
      config: {},
      isActive: false,
    },
  ];
  await documents.insert(
    'homepage_sections',
    sections.map(({ isActive = true, ...section }, index) => ({
      company_code: companyCode,
      ...section,
      is_active: isActive,
      sort_order: index + 1,
    })),
  );
}
