import { daysFrom } from './dates.mjs';
import { fromMinor, percentOf } from './money.mjs';
import { chanceFor, sample } from './randomness.mjs';

const COMBO_ITEMS = 3;
const COMBO_CHOICE = 8;

/**
 * Writes a company's promotions: four live ones, of each type, one that has ended, one to come and one switched
 * off. Their scopes are real categories and products, and the combo always saves.
 *
 * @param {import('./documents.mjs').Documents} documents
 * @param {string} companyCode
 * @param {{ products: import('./products.mjs').DemoProduct[], categories: import('./categories.mjs').Category[],
 *   decimals: number, pictures: import('./pictures.mjs').PictureShelf, now: Date }} shop `categories` the largest
 *   first
 */
export async function insertPromotions(documents, companyCode, shop) {
  const plans = plansOf(companyCode, shop);
  const ids = await documents.insert(
    'promotions',
    plans.map(({ name, description, type, days, values, isActive = true, priority = 0 }) => ({
      company_code: companyCode,
      name,
      description,
      type,
      ...values,
      start_date: daysFrom(shop.now, days[0]),
      end_date: daysFrom(shop.now, days[1]),
      status: 'active',
      is_active: isActive,
      priority,
    })),
  );
  const scope = (key) =>
    plans.flatMap((plan, index) =>
      (plan[key] ?? []).map(({ documentId }) => ({ owner: ids[index], target: documentId })),
    );
  await documents.link(relationTo('product'), scope('products'));
  await documents.link(relationTo('category'), scope('categories'));
  await documents.attachPictures(
    { table: 'promotions', type: 'api::promotion.promotion' },
    plans.map(({ picture }, index) => ({ documentId: ids[index], fileId: shop.pictures.banner(picture) })),
  );
}

function relationTo(target) {
  const plural = target === 'category' ? 'categories' : 'products';
  return {
    table: `promotions_${plural}_lnk`,
    owner: 'promotions',
    ownerColumn: 'promotion_id',
    target: plural,
    targetColumn: `${target}_id`,
    orderColumn: `${target}_ord`,
  };
}

function plansOf(companyCode, { products, categories, decimals }) {
  const money = (minor) => fromMinor(minor, decimals);
  const [discounted, ended, coming, hidden] = categories;
  const pieces = products.filter(
    ({ status, stock, basic, units, category }) =>
      status === 'active' &&
      stock[0] > 0 &&
      basic === 'pcs' &&
      units[0].symbol === 'pcs' &&
      category !== discounted,
  );
  const combo = ofOneShelf(pieces, ['sweets', 'snacks'], companyCode);
  const bogo = ofOneShelf(pieces, ['drinks', 'water', 'breakfast'], companyCode);
  const fixed = sample(pieces, 10, chanceFor(`${companyCode} fixed`));
  const cheapestThree = sumOfCheapest(combo, COMBO_ITEMS);
  // Ten in every hundred of the dearest product: an amount people notice, in round coins.
  const fixedAmount = roundCoins(percentOf(Math.max(...fixed.map(({ price }) => price)), 10), decimals);
  return [
    {
      name: {
        en: `15 % off ${discounted.name.en ?? discounted.name.ar}`,
        ar: `خصم 15٪ على ${discounted.name.ar ?? discounted.name.en}`,
      },
      description: { en: 'On everything on this shelf.', ar: 'على كل ما في هذا القسم.' },
      type: 'discount',
      values: {
        discount_type: 'percentage',
        discount_value: 15,
        maximum_discount: money(20 * 10 ** decimals),
      },
      categories: [discounted],
      days: [-3, 30],
      picture: 'dairy',
    },
    {
      name: { en: `${money(fixedAmount)} off our picks`, ar: `خصم ${money(fixedAmount)} على مختاراتنا` },
      description: {
        en: 'Once per order, on the chosen products.',
        ar: 'مرة لكل طلب، على المنتجات المختارة.',
      },
      type: 'discount',
      values: {
        discount_type: 'fixed',
        discount_value: money(fixedAmount),
        minimum_order: money(fixedAmount * 10),
        usage_limit: 3,
      },
      products: fixed,
      days: [-1, 45],
      picture: 'pantry',
    },
    {
      name: { en: 'Any three for less', ar: 'أي ثلاثة بسعر أقل' },
      description: {
        en: 'Mix three of these and pay one price.',
        ar: 'اختر ثلاثة من هذه المنتجات وادفع سعرًا واحدًا.',
      },
      type: 'combo',
      values: {
        required_item_count: COMBO_ITEMS,
        combo_price: money(Math.max(1, roundCoins(percentOf(cheapestThree, 85), decimals))),
      },
      products: combo,
      priority: 10,
      days: [-5, 40],
      picture: 'snacks',
    },
    {
      name: { en: 'Buy two, get one free', ar: 'اشترِ اثنين واحصل على الثالث مجانًا' },
      description: { en: 'The cheapest of three is on us.', ar: 'أرخص ثلاثة منتجات علينا.' },
      type: 'bogo',
      values: { buy_quantity: 2, get_quantity: 1 },
      products: bogo,
      priority: 5,
      days: [-2, 30],
      picture: 'drinks',
    },
    {
      name: { en: 'Last month’s offer', ar: 'عرض الشهر الماضي' },
      description: { en: 'This offer has ended.', ar: 'انتهى هذا العرض.' },
      type: 'discount',
      values: { discount_type: 'percentage', discount_value: 20 },
      categories: [ended],
      days: [-45, -15],
      picture: 'coffee',
    },
    {
      name: { en: 'Next week’s surprise', ar: 'مفاجأة الأسبوع القادم' },
      description: { en: 'Starts soon.', ar: 'يبدأ قريبًا.' },
      type: 'discount',
      values: { discount_type: 'percentage', discount_value: 25, usage_limit_total: 500 },
      categories: [coming],
      days: [7, 21],
      picture: 'family',
    },
    {
      name: { en: 'Spring cleaning', ar: 'تنظيف الربيع' },
      description: { en: 'Switched off for now.', ar: 'متوقف حاليًا.' },
      type: 'discount',
      values: { discount_type: 'percentage', discount_value: 10 },
      categories: [hidden],
      days: [-1, 60],
      isActive: false,
      picture: 'home',
    },
  ];
}

/** Neighbours in price from the first theme that has enough of them. */
function ofOneShelf(products, themes, companyCode) {
  const shelf =
    themes
      .map((theme) => products.filter((product) => product.theme === theme))
      .find((list) => list.length >= COMBO_CHOICE) ?? products;
  const byPrice = [...shelf].sort((a, b) => a.price - b.price || a.sku.localeCompare(b.sku));
  const middle = byPrice.slice(Math.floor(byPrice.length / 4), Math.ceil((byPrice.length * 3) / 4));
  const start = Math.floor(
    chanceFor(`${companyCode} ${themes[0]}`)() * Math.max(1, middle.length - COMBO_CHOICE),
  );
  return (middle.length >= COMBO_CHOICE ? middle : byPrice).slice(start, start + COMBO_CHOICE);
}

function sumOfCheapest(products, count) {
  return products
    .map(({ price }) => price)
    .sort((a, b) => a - b)
    .slice(0, count)
    .reduce((sum, price) => sum + price, 0);
}

/** Down to a multiple of the smallest coin people use: 5 of 100, 50 of 1000. */
function roundCoins(minor, decimals) {
  const coin = decimals === 0 ? 1 : 5 * 10 ** (decimals - 2);
  return Math.max(coin, Math.floor(minor / coin) * coin);
}
