import { deliveryWindowsOf } from './delivery-windows.mjs';
import { deliveryZonesOf } from './delivery-zones.mjs';

const CURRENCIES = {
  JOD: { name: { en: 'Jordanian dinar', ar: 'دينار أردني' }, symbol: { en: 'JD', ar: 'د.أ' }, decimals: 3 },
  SAR: { name: { en: 'Saudi riyal', ar: 'ريال سعودي' }, symbol: { en: 'SAR', ar: 'ر.س' }, decimals: 2 },
  AED: { name: { en: 'UAE dirham', ar: 'درهم إماراتي' }, symbol: { en: 'AED', ar: 'د.إ' }, decimals: 2 },
  USD: { name: { en: 'US dollar', ar: 'دولار أمريكي' }, symbol: { en: '$', ar: '$' }, decimals: 2 },
};

const LANGUAGES = [
  { code: 'en', name: 'English', direction: 'ltr' },
  { code: 'ar', name: 'العربية', direction: 'rtl' },
];

const DELIVERY = {
  delivery_base_price: 10,
  delivery_per_km: 2,
  delivery_free_radius_km: 5,
  delivery_max_km: 50,
  delivery_require_location: false,
};

const ORDERS = { order_customer_may_cancel: true, order_guest_checkout: true, invoice_start: 10000 };

/**
 * @typedef {object} DemoCompany
 * @property {string} code
 * @property {string} name
 * @property {'en' | 'ar'} defaultLocale
 * @property {boolean} isDefault
 * @property {string} skuPrefix
 * @property {string[]} sources values of the column `source` whose rows this company sells
 * @property {'name_en' | 'name_ar'} categoryKey the category column that the sources fill
 * @property {string} organicCategory where organic products of other shelves stand as well
 * @property {'JOD' | 'SAR' | 'AED'} currency
 * @property {{ code: string, name: string }[]} [locations] the default location first
 * @property {string[]} [districts] of Riyadh, in place of `locations`
 * @property {string} [city] of `districts.csv`, in which delivery zones are drawn
 * @property {boolean} [hasSlots] whether customers choose when their orders are brought
 * @property {string[]} [locationCodes] codes of the districts' locations
 * @property {Record<string, string | number>} settings columns of the setting that differ from the common ones
 */

/**
 * What the three demo companies trade in and where. Money in settings is in major units of their currency.
 *
 * @type {DemoCompany[]}
 */
export const COMPANIES = [
  {
    code: 'amman',
    name: 'SaptMarkets Amman',
    defaultLocale: 'en',
    isDefault: true,
    skuPrefix: 'AMM',
    sources: ['twiick-jo', 'yasermall-jo'],
    categoryKey: 'name_ar',
    organicCategory: 'طعام عضوي',
    currency: 'JOD',
    locations: [
      { code: 'main', name: 'Amman – Abdali' },
      { code: 'sweifieh', name: 'Amman – Sweifieh' },
      { code: 'zarqa', name: 'Zarqa' },
    ],
    settings: {
      timezone: 'Asia/Amman',
      seller_name: 'SaptMarkets Amman',
      seller_address: 'Al-Abdali Boulevard, Amman, Jordan',
      vat_rate: 16,
      delivery_free_threshold: 50,
      store_latitude: 31.9639,
      store_longitude: 35.9106,
      loyalty_earn_per_unit: 1,
      loyalty_redeem_value: 0.01,
    },
  },
  {
    code: 'riyadh',
    name: 'أسواق سابت الرياض',
    defaultLocale: 'ar',
    isDefault: false,
    skuPrefix: 'RIY',
    sources: ['ethaq-ksa'],
    categoryKey: 'name_en',
    organicCategory: 'Organic Supermarket',
    currency: 'SAR',
    // Branches are named for districts; the store's point is the first district's centre.
    city: 'Riyadh',
    hasSlots: true,
    districts: ['Al Malaz', 'Al Nada', 'Al Suwaidi'],
    locationCodes: ['main', 'al-nada', 'al-suwaidi'],
    settings: {
      timezone: 'Asia/Riyadh',
      seller_name: 'أسواق سابت | SaptMarkets',
      // The number of ZATCA's sandbox: well formed, and nobody's.
      seller_vat_number: '399999999900003',
      seller_address: 'حي الملز، الرياض 12836، المملكة العربية السعودية',
      vat_rate: 15,
      delivery_free_threshold: 200,
      loyalty_earn_per_unit: 1,
      loyalty_redeem_value: 0.05,
    },
  },
  {
    code: 'dubai',
    name: 'SaptMarkets Dubai',
    defaultLocale: 'en',
    isDefault: false,
    skuPrefix: 'DUB',
    sources: ['elgrocer-uae'],
    categoryKey: 'name_en',
    organicCategory: 'Organic',
    currency: 'AED',
    locations: [
      { code: 'main', name: 'Dubai – Al Quoz' },
      { code: 'marina', name: 'Dubai Marina' },
    ],
    settings: {
      timezone: 'Asia/Dubai',
      seller_name: 'SaptMarkets Dubai',
      seller_address: 'Al Quoz Industrial Area 1, Dubai, United Arab Emirates',
      vat_rate: 5,
      delivery_free_threshold: 200,
      store_latitude: 25.1372,
      store_longitude: 55.2319,
      loyalty_earn_per_unit: 1,
      loyalty_redeem_value: 0.05,
    },
  },
];

/**
 * Decimals of a company's currency.
 *
 * @param {DemoCompany} company
 */
export function decimalsOf(company) {
  return CURRENCIES[company.currency].decimals;
}

/**
 * Writes a company with its setting, languages, currencies and stock locations; its first location is the
 * default one.
 *
 * @param {import('./documents.mjs').Documents} documents
 * @param {DemoCompany} company
 * @param {Record<string, string>[]} districts rows of `districts.csv`
 * @returns {Promise<{ locationIds: string[] }>} document ids, the default location first
 */
export async function insertCompany(documents, company, districts) {
  const branches = (company.districts ?? []).map((name) =>
    districts.find((district) => district.city === 'Riyadh' && district.name_en === name),
  );
  await documents.insert('companies', [
    {
      code: company.code,
      name: company.name,
      default_locale: company.defaultLocale,
      is_default: company.isDefault,
      is_active: true,
    },
  ]);
  await documents.insert('settings', [settingOf(company, branches[0])]);
  await documents.insert(
    'languages',
    LANGUAGES.map((language, index) => ({ company_code: company.code, ...language, sort_order: index + 1 })),
  );
  await documents.insert(
    'currencies',
    [company.currency, 'USD'].map((code) => ({ company_code: company.code, code, ...CURRENCIES[code] })),
  );
  const locations =
    company.locations ??
    branches.map((branch, index) => ({
      code: company.locationCodes[index],
      name: `${branch.name_ar} – ${branch.name_en}`,
    }));
  const locationIds = await documents.insert(
    'locations',
    locations.map((location, index) => ({
      company_code: company.code,
      ...location,
      is_default: index === 0,
    })),
  );
  await documents.insert('delivery_zones', deliveryZonesOf(company, districts));
  await documents.boxDeliveryZones(company.code);
  await documents.insert('delivery_windows', deliveryWindowsOf(company));
  return { locationIds };
}

function settingOf(company, district) {
  const point = district && { store_latitude: Number(district.lat), store_longitude: Number(district.lng) };
  return {
    company_code: company.code,
    currency: company.currency,
    vat_inclusive: true,
    ...DELIVERY,
    ...ORDERS,
    ...company.settings,
    ...point,
  };
}
