import { foodDrawings } from './food-drawings.mjs';
import { homeDrawings } from './home-drawings.mjs';

const BLUE = { ground: '#e3f0fb', main: '#4a90d9', dark: '#2f6bab', light: '#a9d0f5' };
const TEAL = { ground: '#dff5f1', main: '#2fb3a0', dark: '#1f8577', light: '#9ce0d6' };
const GREEN = { ground: '#e7f5e3', main: '#6bb55a', dark: '#48873c', light: '#bce3b0' };
const YELLOW = { ground: '#fff5d9', main: '#f2bc3d', dark: '#d1952a', light: '#fbe09a' };
const ORANGE = { ground: '#ffecdd', main: '#f0883e', dark: '#c9662a', light: '#fbc79b' };
const RED = { ground: '#fde6e4', main: '#dd5550', dark: '#b03a3c', light: '#f5a9a2' };
const PINK = { ground: '#fde8f1', main: '#e573a2', dark: '#ba4d7c', light: '#f8bcd5' };
const PURPLE = { ground: '#f0e8fa', main: '#9169c4', dark: '#6b4a98', light: '#cfb6ea' };
const BROWN = { ground: '#f6ece1', main: '#b07a4b', dark: '#80552f', light: '#e0bf9b' };
const SLATE = { ground: '#e9eef3', main: '#71869b', dark: '#4d6175', light: '#bccad7' };

/** What each theme is called, and the colours it is drawn in: one picture each. */
const THEMES = {
  dairy: { name: ['Dairy', 'ألبان'], tones: [BLUE, GREEN, RED] },
  cheese: { name: ['Cheese', 'أجبان'], tones: [YELLOW, ORANGE] },
  eggs: { name: ['Eggs', 'بيض'], tones: [TEAL, BROWN] },
  fruit: { name: ['Fruit', 'فواكه'], tones: [RED, GREEN, ORANGE] },
  vegetables: { name: ['Vegetables', 'خضروات'], tones: [ORANGE, PURPLE, RED] },
  meat: { name: ['Meat', 'لحوم'], tones: [RED, PINK, BROWN] },
  fish: { name: ['Fish', 'أسماك'], tones: [BLUE, TEAL] },
  bakery: { name: ['Bakery', 'مخبوزات'], tones: [BROWN, ORANGE, YELLOW] },
  drinks: { name: ['Drinks', 'مشروبات'], tones: [ORANGE, RED, GREEN] },
  water: { name: ['Water', 'مياه'], tones: [BLUE, TEAL] },
  'coffee-tea': { name: ['Coffee & tea', 'قهوة وشاي'], tones: [TEAL, BROWN, RED] },
  snacks: { name: ['Snacks', 'وجبات خفيفة'], tones: [RED, BLUE, GREEN] },
  sweets: { name: ['Sweets', 'حلويات'], tones: [PINK, PURPLE, TEAL] },
  'ice-cream': { name: ['Ice cream', 'آيس كريم'], tones: [PINK, TEAL] },
  nuts: { name: ['Nuts', 'مكسرات'], tones: [BROWN, ORANGE] },
  frozen: { name: ['Frozen food', 'مجمدات'], tones: [BLUE, PURPLE] },
  cleaning: { name: ['Cleaning', 'تنظيف'], tones: [TEAL, PURPLE, ORANGE] },
  baby: { name: ['Baby', 'الطفل'], tones: [PINK, BLUE] },
  pets: { name: ['Pets', 'حيوانات أليفة'], tones: [BROWN, SLATE] },
  'personal-care': { name: ['Personal care', 'العناية الشخصية'], tones: [PURPLE, PINK, TEAL] },
  spices: { name: ['Spices', 'بهارات'], tones: [RED, YELLOW] },
  'rice-grains': { name: ['Rice & grains', 'أرز وحبوب'], tones: [YELLOW, GREEN] },
  pasta: { name: ['Pasta', 'معكرونة'], tones: [TEAL, RED] },
  oil: { name: ['Oil', 'زيوت'], tones: [YELLOW, GREEN] },
  canned: { name: ['Canned food', 'معلبات'], tones: [GREEN, RED, BLUE] },
  sauces: { name: ['Sauces', 'صلصات'], tones: [RED, YELLOW, GREEN] },
  breakfast: { name: ['Breakfast', 'فطور'], tones: [YELLOW, ORANGE] },
  household: { name: ['Household', 'مستلزمات منزلية'], tones: [SLATE, BLUE] },
  health: { name: ['Health', 'صحة'], tones: [TEAL, RED] },
  other: { name: ['Groceries', 'بقالة'], tones: [GREEN, BLUE, ORANGE] },
};

const ICONS = { ...foodDrawings, ...homeDrawings };

/**
 * @typedef {object} Drawing
 * @property {string} name file name without extension
 * @property {string} alternativeText
 * @property {number} width
 * @property {number} height
 * @property {string} svg
 */

/**
 * The product pictures: each theme's icon in each of its colours, on a tinted ground.
 *
 * @returns {Map<string, Drawing[]>} by theme
 */
export function themeDrawings() {
  return new Map(
    Object.entries(THEMES).map(([theme, { name, tones }]) => [
      theme,
      tones.map((tone, index) => ({
        name: `demo-${theme}-${index + 1}`,
        alternativeText: `${name[0]} – ${name[1]}`,
        width: 800,
        height: 800,
        svg: productPicture(theme, tone, index),
      })),
    ]),
  );
}

/**
 * A theme's icon as a fragment, for use within a larger drawing.
 *
 * @param {string} theme
 * @param {number} toneIndex
 */
export function iconOf(theme, toneIndex = 0) {
  return ICONS[theme](THEMES[theme].tones[toneIndex]);
}

function productPicture(theme, tone, index) {
  const turn = index * 40;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="800" height="800">
    <rect width="200" height="200" fill="${tone.ground}"/>
    <g transform="rotate(${turn} 100 100)">
      <path d="M100 10c44-2 84 30 86 78s-34 98-88 98S10 144 14 92 52 12 100 10z" fill="#ffffff" opacity="0.6"/>
      <circle cx="22" cy="40" r="5" fill="${tone.light}"/><circle cx="182" cy="158" r="7" fill="${tone.light}"/>
      <circle cx="176" cy="28" r="4" fill="${tone.main}" opacity="0.5"/>
    </g>
    <g transform="translate(14 12) scale(0.86)">
      <ellipse cx="100" cy="171" rx="62" ry="8" fill="${tone.dark}" opacity="0.16"/>
      ${ICONS[theme](tone)}
    </g>
  </svg>`;
}
