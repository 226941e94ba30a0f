/**
 * What a shelf looks like: the theme decides which picture a product or category shows. The first theme whose
 * words occur wins, so the narrow ones stand before the broad ones.
 *
 * A keyword matches at the beginning of a word, or a whole word when it ends in a full stop (`egg.` is no
 * eggplant; a plural s is allowed). Hyphens stand for the spaces within a keyword. Arabic words may carry the
 * article and a one-letter particle, and are compared after the usual folding of alef, teh marbuta and alef
 * maksura.
 */
const THEMES = [
  { key: 'baby', english: 'baby diaper napp kids-food bath.', arabic: 'حفاض رضع طفل اطفال بيبي' },
  {
    key: 'pets',
    english: 'pet. dog cat. bird bedding grooming dry-food wet-food aquatic small-animal',
    arabic: 'قطط قطه. كلاب طيور حيوان',
  },
  { key: 'ice-cream', english: 'ice-cream gelato sorbet', arabic: 'ايس-كريم ايسكريم بوظه مثلجات' },
  {
    key: 'frozen',
    english: 'frozen pizza easy-to-cook ready-meal paratha nugget',
    arabic: 'مجمد وجبات-جاهزه بيتزا ناجتس',
  },
  {
    key: 'personal-care',
    english:
      'personal-care shampoo soap skin. toiletr deodorant shower conditioner hair perfume dental tooth ' +
      'female shaving sunscreen face-care body antiperspirant lotion sanitary women',
    arabic:
      'شامبو صابون بلسم معجون-اسنان معجون-الاسنان مزيل-عرق مزيل-العرق مزيل-التعرق استحمام عنايه-الشخصيه ' +
      'عنايه-بالوجه شعر. عطور لوشن حلاقه واقي-الشمس نسائيه مرطبات صبغه',
  },
  {
    key: 'health',
    english: 'health wellness family-planning antiseptic sanitizer vitamin protein sweetener',
    arabic: 'صحيه صحه معقم مطهر فيتامين بروتين تنظيم-الاسره',
  },
  {
    key: 'cleaning',
    english:
      'clean dishwash detergent laundry fabric stain. bleach multi air-freshener pest hygiene softener toilet-f',
    arabic: 'تنظيف منظف غسيل جلي معطر مبيض. كلور. ملين منعم حشرات مسحوق-غسيل',
  },
  {
    key: 'household',
    english:
      'household home-care home-& homeware kitchen plastic tissue towel toilet foil utensil glassware acrylic stainless ' +
      'porcelain living bedroom hooks camping electronic disposable sponge bathroom iron. vacuum dining',
    arabic: 'مناديل محارم ادوات قصدير اسفنج مطبخ منزل ستانلس مكواه مكانس تخييم',
  },
  // An aisle of both is a dairy aisle.
  { key: 'dairy', english: 'dairy', arabic: 'البان' },
  { key: 'eggs', english: 'eggs egg.', arabic: 'بيض.' },
  { key: 'cheese', english: 'cheese labneh', arabic: 'جبن اجبان لبنه موزاريلا شيدر' },
  {
    key: 'coffee-tea',
    english: 'coffee tea. cappuccino espresso starbucks nescafe',
    arabic: 'قهوه شاي كابتشينو نسكافيه',
  },
  { key: 'water', english: 'water.', arabic: 'مياه. ماء.' },
  {
    key: 'drinks',
    english: 'juice drink. beverage malt. cola pepsi soda. syrup powder-drink',
    arabic: 'عصير عصائر مشروب غازيه كولا بيبسي شراب',
  },
  {
    key: 'breakfast',
    english: 'breakfast cereal oat muesli granola honey jam spread tahini halva halawa',
    arabic: 'فطور افطار. عسل مربي شوفان حلاوه طحينه كريمات-الدهن الواح-الحبوب رقائق-الحبوب',
  },
  {
    key: 'sauces',
    english: 'sauce mayonnaise ketchup mustard dressing dip. dips salsa pickle antipasto olives',
    arabic: 'صلص مايونيز كاتشب خردل صوص مخلل زيتون غموس معجون-الطماطم',
  },
  { key: 'oil', english: 'oil. ghee vinegar', arabic: 'زيت. زيوت سمن. سمنه خل.' },
  {
    key: 'pasta',
    english: 'pasta noodle spaghetti macaroni risotto vermicelli',
    arabic: 'معكرون نودلز نوديلز شعيري سباغيتي باستا',
  },
  {
    key: 'fish',
    english: 'fish. seafood tuna sardine salmon shrimp prawn squid lobster',
    arabic: 'سمك اسماك تونه. تونا سردين ربيان جمبري سلمون بحريه حبار كركند',
  },
  {
    key: 'meat',
    english:
      'meat chicken. beef lamb turkey poultry sausage burger steak wagyu angus cold-cut grass mortadella deli.',
    arabic: 'لحم. لحوم دجاج برغر برجر نقانق مرتديلا دواجن ستيك فرانكس عجل. غنم.',
  },
  { key: 'canned', english: 'can. canned tin. soup', arabic: 'معلب شورب' },
  {
    key: 'nuts',
    english: 'nut. almond seeds dried-fruit cashew pistachio roastery raw. roasted salted mixed-nuts dates',
    arabic: 'مكسرات لوز. بذور كاشو فستق محمص بزر تمر. تمور بزورات صنوبر قضامه',
  },
  {
    key: 'bakery',
    english: 'bread bakery bun. pastr cake croissant doughnut donut baked viennoiser pies baking flour',
    arabic: 'خبز مخبوز كيك كرواسون معجنات دونات مخبز صامولي توست طحين. دقيق. فطائر',
  },
  {
    key: 'sweets',
    english: 'chocolate sweet cand dessert confection gum jelly custard maca nammoura marshmallow sugar',
    arabic: 'شوكولات شكولات شوكلات حلوي حلويات سكاكر علكه جيلي كاسترد سكر. كاندي نمور نوجا ملبس',
  },
  {
    key: 'snacks',
    english: 'snack chip biscuit cookie cracker popcorn wafer crisps savory treats',
    arabic: 'شيبس رقائق بسكويت مقرمش فشار ويفر تسالي خفيفه كوكيز',
  },
  {
    key: 'spices',
    english: 'spice seasoning salt condiment herb zaatar curry masala',
    arabic: 'بهار توابل ملح. زعتر كمون فلفل-اسود اعشاب كركم يانسون قرفه هال. سماق كزبر',
  },
  {
    key: 'rice-grains',
    english: 'rice grain pulse lentil bean quinoa pantry world-food cooking-ingredient',
    arabic: 'ارز. رز. حبوب بقول عدس حمص فول. مجففات مونه. برغل كينوا',
  },
  {
    key: 'dairy',
    english: 'milk dairy yog cream butter laban',
    arabic: 'حليب البان زبادي كريمه قشطه زبده لبن.',
  },
  {
    key: 'vegetables',
    english: 'vegetable salad tomato potato onion cucumber carrot eggplant cabbage',
    arabic: 'خضار خضروات سلط طماطم بندوره خيار بصل جزر. باذنجان كوسا ملفوف بطاطس فلفل ثوم خس. فطر. بازيلا',
  },
  {
    key: 'fruit',
    english: 'fruit apple orange banana grape mango organic',
    arabic: 'فواكه فاكه تفاح برتقال موز. عنب مانجو عضوي',
  },
];

/** Shelves so mixed that a product's own name says more, and what it may say; null is anything. */
const MIXED = {
  'rice-grains': null,
  fruit: null,
  pasta: null,
  dairy: ['eggs', 'cheese'],
  breakfast: ['dairy', 'cheese', 'eggs', 'coffee-tea'],
  bakery: ['sweets'],
  vegetables: ['fruit'],
  household: ['cleaning', 'oil', 'sweets', 'spices', 'rice-grains', 'personal-care'],
};

const ARABIC = '\\u0600-\\u06ff';
const matchers = THEMES.map(({ key, english, arabic }) => ({
  key,
  english: new RegExp(`\\b(?:${alternatives(english, 's?\\b')})`, 'i'),
  arabic: new RegExp(
    `(?<![${ARABIC}])(?:[وبك]?ال|لل|و)?(?:${alternatives(fold(arabic), `(?![${ARABIC}])`)})`,
  ),
}));

/** Every theme that a picture is drawn for. */
export const THEME_KEYS = [...new Set(THEMES.map(({ key }) => key)), 'other'];

/**
 * The theme of a text in either language, or null.
 *
 * @param {string} text
 * @returns {string | null}
 */
export function themeOfText(text) {
  const folded = fold(text);
  return matchers.find(({ english, arabic }) => english.test(text) || arabic.test(folded))?.key ?? null;
}

/**
 * The theme of a shelf, from its own names, then from its aisles'.
 *
 * @param {string[]} names from the shelf upwards
 */
export function themeOfCategory(names) {
  for (const name of names) {
    const theme = themeOfText(name);
    if (theme !== null) return theme;
  }
  return 'other';
}

/**
 * The theme of a product: its shelf's, unless the shelf is mixed and the name tells more.
 *
 * @param {string} categoryTheme
 * @param {string} name
 */
export function themeOfProduct(categoryTheme, name) {
  if (categoryTheme !== 'other' && !(categoryTheme in MIXED)) return categoryTheme;
  const named = themeOfText(name);
  const allowed = MIXED[categoryTheme] ?? null;
  return named !== null && (allowed === null || allowed.includes(named)) ? named : categoryTheme;
}

function alternatives(keywords, wordEnd) {
  return keywords
    .split(' ')
    .map((keyword) => keyword.replaceAll('-', '[ -]').replace(/\.$/, wordEnd))
    .join('|');
}

function fold(text) {
  return text
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .replace(/[\u064b-\u0652ـ]/g, '');
}
