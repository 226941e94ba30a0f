const ATTRIBUTES = [
  {
    name: { en: 'Storage', ar: 'طريقة الحفظ' },
    values: [
      { en: 'Room temperature', ar: 'درجة حرارة الغرفة' },
      { en: 'Chilled', ar: 'مبرد' },
      { en: 'Frozen', ar: 'مجمد' },
    ],
  },
  {
    name: { en: 'Diet', ar: 'النظام الغذائي' },
    values: [
      { en: 'Organic', ar: 'عضوي' },
      { en: 'Gluten free', ar: 'خالٍ من الجلوتين' },
      { en: 'Sugar free', ar: 'خالٍ من السكر' },
      { en: 'Vegan', ar: 'نباتي' },
    ],
  },
  {
    name: { en: 'Packaging', ar: 'التغليف' },
    values: [
      { en: 'Single', ar: 'مفرد' },
      { en: 'Multipack', ar: 'عبوة متعددة' },
      { en: 'Family size', ar: 'حجم عائلي' },
      { en: 'Loose', ar: 'بالوزن' },
    ],
  },
];

/**
 * Writes a company's product attributes with their values.
 *
 * @param {import('./documents.mjs').Documents} documents
 * @param {string} companyCode
 */
export async function insertAttributes(documents, companyCode) {
  const ids = await documents.insert(
    'attributes',
    ATTRIBUTES.map(({ name }) => ({ company_code: companyCode, name, is_active: true })),
  );
  await documents.insertAttributeValues(
    ATTRIBUTES.map(({ values }, index) => ({ documentId: ids[index], values })),
  );
}
