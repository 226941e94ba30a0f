import { readCatalogue, readSheets } from '../../scripts/seed/catalogue.mjs';
import { COMPANIES } from '../../scripts/seed/companies.mjs';
import { isLoose } from '../../scripts/seed/loose-goods.mjs';
import { fromMinor, percentOf, shareRoundedUp, toMinor } from '../../scripts/seed/money.mjs';
import { isFileName, mendName } from '../../scripts/seed/product-names.mjs';
import { parseSize, sizeText } from '../../scripts/seed/product-size.mjs';
import { chanceFor, sample, wholeBetween } from '../../scripts/seed/randomness.mjs';
import { saleUnitsOf } from '../../scripts/seed/sale-units.mjs';
import { SlugRegister, slugOf } from '../../scripts/seed/slugs.mjs';
import { themeDrawings } from '../../scripts/seed/theme-drawings.mjs';
import { THEME_KEYS, themeOfCategory, themeOfProduct, themeOfText } from '../../scripts/seed/themes.mjs';

describe('sizes', () => {
  it.each([
    ['500', 'g', { packs: 1, amount: '500', unit: 'g' }],
    ['1.5', 'l', { packs: 1, amount: '1.5', unit: 'l' }],
    ['6x200', 'ml', { packs: 6, amount: '200', unit: 'ml' }],
    ['12x39.5', 'g', { packs: 12, amount: '39.5', unit: 'g' }],
    ['16oz', '', { packs: 1, amount: '16', unit: 'oz' }],
    ['33cl', '', { packs: 1, amount: '33', unit: 'cl' }],
    ['4x3oz', '', { packs: 4, amount: '3', unit: 'oz' }],
    ['1x400', 'g', { packs: 1, amount: '400', unit: 'g' }],
    // A count of tissues in each of ten boxes, written the other way round.
    ['250x10', 'pcs', { packs: 10, amount: '250', unit: 'pcs' }],
    ['8x200', 'pcs', { packs: 8, amount: '200', unit: 'pcs' }],
  ])('reads %s %s', (size, unit, expected) => {
    expect(parseSize(size, unit)).toEqual(expected);
  });

  it.each([
    ['', ''],
    ['1pack', ''],
    ['Small', ''],
    ['62x62x14 cm', ''],
    ['500', ''],
    ['0', 'g'],
    ['120', 'mg'],
    ['600x400', 'g'],
  ])('makes nothing of "%s" "%s"', (size, unit) => {
    expect(parseSize(size, unit)).toBeNull();
  });

  it('says them in both languages', () => {
    expect(sizeText({ packs: 6, amount: '200', unit: 'ml' })).toEqual({ en: '6 × 200 ml', ar: '6 × 200 مل' });
    expect(sizeText({ packs: 1, amount: '1.950', unit: 'l' })).toEqual({ en: '1.95 L', ar: '1.95 لتر' });
  });
});

describe('money', () => {
  it.each([
    ['8.9', 2, 890],
    ['1.005', 2, 101],
    ['1.0049', 2, 100],
    ['0.45', 3, 450],
    ['3045', 2, 304500],
    ['2.9995', 3, 3000],
    ['7.5', 0, 8],
  ])('rounds %s half up to %i decimals', (text, decimals, expected) => {
    expect(toMinor(text, decimals)).toBe(expected);
  });

  it.each(['', '0', '0.00', '-3', 'free', '1,5', '1e3'])('takes "%s" for no price', (text) => {
    expect(toMinor(text, 2)).toBeNull();
  });

  it('writes amounts with all their decimals', () => {
    expect(fromMinor(5, 3)).toBe('0.005');
    expect(fromMinor(13704, 2)).toBe('137.04');
    expect(fromMinor(12, 0)).toBe('12');
  });

  it('never sells a single below its share of the pack', () => {
    expect(shareRoundedUp(1050, 6)).toBe(175);
    expect(shareRoundedUp(1000, 6)).toBe(167);
    expect(percentOf(1150, 95)).toBe(1093);
  });
});

describe('names', () => {
  it.each([
    ['MR STRONG DW LIQUID 1800 ML LEMON', 'Mr Strong DW Liquid 1800 ml Lemon'],
    ["KELLOGG'S CORN FLAKES", "Kellogg's Corn Flakes"],
    ["Kellogg'S Coco Pops", "Kellogg's Coco Pops"],
    ['Al Rawabi UHT Milk', 'Al Rawabi UHT Milk'],
    ['  طحينة   بيضاء ', 'طحينة بيضاء'],
    ['PEPSI', 'PEPSI'],
  ])('prints %s as %s', (raw, expected) => {
    expect(mendName(raw)).toBe(expected);
  });

  it.each([
    '[www.yasermallonline.com][94] 6979 ink 300x300',
    'bazel900 228x228 1',
    'Apples Closeup White background Red Three 3 535366 1280x873',
  ])('knows the file name %s', (raw) => {
    expect(isFileName(raw)).toBe(true);
    expect(mendName(raw)).toBeNull();
  });

  it('leaves a product of a size alone', () => {
    expect(isFileName('Sanita Table Cover Hassir 120x120')).toBe(false);
    expect(isFileName('Lays potato chips 6x45gm')).toBe(false);
  });
});

describe('slugs', () => {
  it('are readable in either script', () => {
    expect(slugOf("Lay's Salt & Vinegar 1.5L")).toBe('lay-s-salt-and-vinegar-1-5l');
    expect(slugOf('حليب المراعي')).toMatch(/^[a-z]+-[a-z]+$/);
    expect(slugOf('×')).toBe('item');
  });

  it('are given once', () => {
    const register = new SlugRegister();
    expect([register.claim('Milk'), register.claim('MILK'), register.claim('milk!')]).toEqual([
      'milk',
      'milk-2',
      'milk-3',
    ]);
  });

  it('stay within 120 characters, suffix included', () => {
    const register = new SlugRegister();
    const name = 'long winded name '.repeat(12);
    const slugs = [register.claim(name), register.claim(name)];
    expect(slugs[0]).not.toBe(slugs[1]);
    for (const slug of slugs) {
      expect(slug.length).toBeLessThanOrEqual(120);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });
});

describe('themes', () => {
  it.each([
    ['Fresh Vegetables', 'vegetables'],
    ['Milk, Dairy & Eggs', 'dairy'],
    ['Eggs', 'eggs'],
    ['Eggplant', 'vegetables'],
    ['Tea & Coffee', 'coffee-tea'],
    ['زيتون ومخللات ديلي', 'sauces'],
    ['زيوت الطبخ', 'oil'],
    ['العناية الشخصية', 'personal-care'],
    ['الخضار الطازجة', 'vegetables'],
    ['Euromercato', null],
  ])('sees %s as %s', (text, expected) => {
    expect(themeOfText(text)).toBe(expected);
  });

  it('looks upwards from a shelf that says nothing', () => {
    expect(themeOfCategory(['Pieces', 'Desserts'])).toBe('sweets');
    expect(themeOfCategory(['Goodies', 'Euromercato'])).toBe('other');
  });

  it('lets a product speak on mixed shelves only', () => {
    expect(themeOfProduct('dairy', 'Three Cows Mozzarella Cheese')).toBe('cheese');
    expect(themeOfProduct('drinks', 'Milk Shake Chocolate')).toBe('drinks');
    expect(themeOfProduct('other', 'Pantene Shampoo')).toBe('personal-care');
    expect(themeOfProduct('other', 'Hi Geen')).toBe('other');
  });

  it('has pictures for every one, under names of their own', () => {
    const drawings = themeDrawings();
    expect([...drawings.keys()].sort()).toEqual([...THEME_KEYS].sort());
    const names = [...drawings.values()].flat().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('sale units', () => {
  const never = () => 0.99;

  it('sells a multipack as a pack and by the piece', () => {
    const size = parseSize('6x200', 'ml');
    const { basic, units } = saleUnitsOf({ price: 1000, size, loose: false, theme: 'drinks' }, never);
    expect(basic).toBe('pcs');
    expect(units).toEqual([
      {
        symbol: 'pack',
        value: 6,
        packQty: 6000,
        price: 1000,
        originalPrice: null,
        isDefault: true,
        suffix: '',
      },
      {
        symbol: 'pcs',
        value: 1,
        packQty: 1000,
        price: 167,
        originalPrice: null,
        isDefault: false,
        suffix: '-1',
      },
    ]);
  });

  it('weighs loose goods, at the priced weight and by the kilogram', () => {
    const size = parseSize('500', 'g');
    const { basic, units } = saleUnitsOf({ price: 199, size, loose: true, theme: 'fruit' }, never);
    expect(basic).toBe('kg');
    expect(units.map(({ symbol, value, price }) => [symbol, value, price])).toEqual([
      ['g', 500, 199],
      ['kg', 1, 398],
    ]);
  });

  it('makes a carton a little cheaper, and marks a reduced price', () => {
    const { units } = saleUnitsOf({ price: 100, size: null, loose: false, theme: 'canned' }, () => 0);
    expect(units[0]).toMatchObject({ symbol: 'pcs', price: 100, originalPrice: 110 });
    expect(units[1]).toMatchObject({ symbol: 'carton', value: 12, price: 1140 });
  });
});

describe('loose goods', () => {
  const apple = {
    companyCode: 'riyadh',
    categoryKey: 'Fruits',
    names: ['برتقال ابو صرة'],
    rawSize: '',
    size: null,
  };

  it('are those of fresh shelves without a pack', () => {
    expect(isLoose(apple)).toBe(true);
    expect(isLoose({ ...apple, names: ['خيار عبوة عائلية'] })).toBe(false);
    expect(isLoose({ ...apple, categoryKey: 'Chips' })).toBe(false);
    expect(isLoose({ ...apple, categoryKey: 'Chips', names: ['مكدوس أردني (للكيلو)'] })).toBe(true);
  });

  it('include what is priced by 500 g, not what is packed at some other weight', () => {
    const onion = { companyCode: 'dubai', categoryKey: 'Fresh Vegetables', names: ['Onion'] };
    expect(isLoose({ ...onion, rawSize: '500', size: parseSize('500', 'g') })).toBe(true);
    expect(isLoose({ ...onion, rawSize: '400', size: parseSize('400', 'g') })).toBe(false);
    expect(isLoose({ ...onion, rawSize: '1pack', size: null })).toBe(false);
  });
});

describe('chance', () => {
  it('is the same in every run, and differs by key', () => {
    const [first, second] = [chanceFor('AMM-000001'), chanceFor('AMM-000001')];
    expect([first(), first()]).toEqual([second(), second()]);
    expect(chanceFor('AMM-000001')()).not.toBe(chanceFor('AMM-000002')());
  });

  it('picks within bounds and nothing twice', () => {
    const chance = chanceFor('bounds');
    for (let i = 0; i < 1000; i += 1) {
      const value = wholeBetween(chance, 3, 5);
      expect(value).toBeGreaterThanOrEqual(3);
      expect(value).toBeLessThanOrEqual(5);
    }
    expect(sample([1, 2, 3], 5, chance).sort()).toEqual([1, 2, 3]);
  });
});

describe('the catalogue', () => {
  const sheets = readSheets();
  const catalogues = COMPANIES.map((company) => readCatalogue(company, sheets));
  const byCode = new Map(catalogues.map((catalogue) => [catalogue.company.code, catalogue]));

  it.each([
    ['amman', 1140, 1145],
    ['riyadh', 8618, 8623],
    ['dubai', 10625, 10625],
  ])('has %s with %i products of %i rows', (code, products, rows) => {
    const catalogue = byCode.get(code)!;
    expect(catalogue.products).toHaveLength(products);
    expect(catalogue.rowCount).toBe(rows);
    expect(catalogue.reasons.get('skipped: no price') ?? 0).toBe(rows - products);
  });

  it.each(catalogues)('sells only what the rules of $company.code allow', ({ products }) => {
    const wrong = products.filter(({ title, basic, units }) => {
      const keys = new Set(units.map(({ symbol, value }) => `${symbol} ${value}`));
      const sound = units.every(
        ({ price, originalPrice, packQty }) =>
          price > 0 &&
          (originalPrice === null || originalPrice > price) &&
          (basic === 'kg' || packQty % 1000 === 0),
      );
      const oneDefault = units.filter(({ isDefault }) => isDefault).length === 1 && units[0]!.isDefault;
      return !sound || !oneDefault || keys.size !== units.length || !(title.en ?? title.ar);
    });
    expect(wrong).toEqual([]);
    expect(new Set(products.map(({ sku }) => sku)).size).toBe(products.length);
    expect(new Set(products.map(({ slug }) => slug)).size).toBe(products.length);
  });

  it.each(catalogues)('names and nests the categories of $company.code', ({ tree }) => {
    const categories = tree.all();
    expect(categories.filter(({ name }) => !name.en || !name.ar)).toEqual([]);
    // Parents come first, so nothing is its own ancestor.
    categories.forEach(({ parent }, index) => {
      if (parent) expect(categories.slice(0, index)).toContain(parent);
    });
    expect(tree.aisles().length).toBeGreaterThan(10);
  });

  it('is the same in every run, but for its ids', () => {
    const plain = (products: object[]) =>
      products.map((product) =>
        JSON.stringify(product, (key, value) => (key === 'documentId' ? undefined : value)),
      );
    const again = readCatalogue(COMPANIES[0]!, sheets);
    expect(plain(again.products)).toEqual(plain(byCode.get('amman')!.products));
  });
});
