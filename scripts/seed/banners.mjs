import { daysFrom } from './dates.mjs';

/** Days count from the moment of seeding; a banner without them is always in date. */
const BANNERS = [
  {
    picture: 'fresh',
    position: 'home',
    title: { en: 'Fresh every morning', ar: 'طازج كل صباح' },
    subtitle: {
      en: 'Fruit and vegetables from the market to your door',
      ar: 'خضار وفواكه من السوق إلى بابك',
    },
    link: 'vegetables',
  },
  {
    picture: 'pantry',
    position: 'home',
    title: { en: 'Fill the pantry', ar: 'املأ مؤونة بيتك' },
    subtitle: { en: 'Rice, oil and pasta at good prices', ar: 'أرز وزيت ومعكرونة بأسعار طيبة' },
    link: 'rice-grains',
    days: [-7, 60],
  },
  {
    picture: 'coffee',
    position: 'home-middle',
    title: { en: 'Coffee time', ar: 'وقت القهوة' },
    subtitle: { en: 'Something sweet goes with it', ar: 'ومعها شيء حلو' },
    link: 'coffee-tea',
  },
  {
    picture: 'dairy',
    position: 'category',
    title: { en: 'Milk and cheese', ar: 'حليب وأجبان' },
    subtitle: { en: 'Chilled all the way', ar: 'مبردة حتى تصل إليك' },
    link: 'dairy',
  },
  {
    picture: 'snacks',
    position: 'promotions',
    title: { en: 'Offers of the week', ar: 'عروض الأسبوع' },
    subtitle: { en: 'Take more, pay less', ar: 'خذ أكثر وادفع أقل' },
    link: null,
    days: [-2, 21],
  },
  {
    picture: 'family',
    position: 'home',
    title: { en: 'Coming soon: baby week', ar: 'قريبًا: أسبوع الطفل' },
    subtitle: { en: 'Nappies, food and care', ar: 'حفاضات وغذاء وعناية' },
    link: 'baby',
    days: [14, 28],
  },
  {
    picture: 'drinks',
    position: 'home',
    title: { en: 'Summer refreshments', ar: 'مرطبات الصيف' },
    subtitle: { en: 'This offer has ended', ar: 'انتهى هذا العرض' },
    link: 'drinks',
    days: [-60, -14],
  },
  {
    picture: 'home',
    position: 'category',
    title: { en: 'A clean home', ar: 'بيت نظيف' },
    subtitle: { en: 'Kept back until the new stock arrives', ar: 'مؤجل حتى وصول البضاعة الجديدة' },
    link: 'cleaning',
    isActive: false,
  },
];

/**
 * Writes a company's banners: five live ones, one scheduled, one expired, one switched off.
 *
 * @param {import('./documents.mjs').Documents} documents
 * @param {string} companyCode
 * @param {{ slugOfTheme: (theme: string) => string | null, pictures: import('./pictures.mjs').PictureShelf,
 *   now: Date }} shop `slugOfTheme` finds the slug of the category that a theme stands for
 */
export async function insertBanners(documents, companyCode, { slugOfTheme, pictures, now }) {
  const ids = await documents.insert(
    'banners',
    BANNERS.map(({ title, subtitle, link, position, days, isActive = true }, index) => {
      const slug = link && slugOfTheme(link);
      return {
        company_code: companyCode,
        title,
        subtitle,
        link: slug ? `/category/${slug}` : '/promotions',
        position,
        start_date: days ? daysFrom(now, days[0]) : null,
        end_date: days ? daysFrom(now, days[1]) : null,
        is_active: isActive,
        sort_order: index + 1,
      };
    }),
  );
  await documents.attachPictures(
    { table: 'banners', type: 'api::banner.banner' },
    BANNERS.map(({ picture }, index) => ({ documentId: ids[index], fileId: pictures.banner(picture) })),
  );
}
