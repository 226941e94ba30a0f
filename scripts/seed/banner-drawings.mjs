import { iconOf } from './theme-drawings.mjs';

/** Wide pictures without words, so that they serve in every language; texts are the banner's own fields. */
const BANNERS = {
  fresh: {
    alt: 'Fresh fruit and vegetables – خضار وفواكه طازجة',
    colours: ['#dff3d8', '#b5dfa8', '#6bb55a'],
    icons: ['vegetables', 'fruit', 'eggs'],
  },
  dairy: {
    alt: 'Milk and cheese – حليب وأجبان',
    colours: ['#e1effb', '#b9d8f5', '#4a90d9'],
    icons: ['dairy', 'cheese', 'breakfast'],
  },
  drinks: {
    alt: 'Cold drinks – مشروبات باردة',
    colours: ['#ffe9d6', '#fccfa6', '#f0883e'],
    icons: ['drinks', 'water', 'ice-cream'],
  },
  coffee: {
    alt: 'Coffee and sweets – قهوة وحلويات',
    colours: ['#f4e8db', '#e2c6a6', '#a06c40'],
    icons: ['coffee-tea', 'bakery', 'sweets'],
  },
  home: {
    alt: 'Clean home – منزل نظيف',
    colours: ['#dcf4f0', '#a6e0d6', '#2fb3a0'],
    icons: ['cleaning', 'household', 'personal-care'],
  },
  pantry: {
    alt: 'Full pantry – مؤونة البيت',
    colours: ['#fff3d1', '#fbdf94', '#e0a52e'],
    icons: ['rice-grains', 'oil', 'pasta'],
  },
  snacks: {
    alt: 'Snacks for friends – تسالي للأصدقاء',
    colours: ['#fce4ee', '#f6bdd4', '#dd6a9a'],
    icons: ['snacks', 'nuts', 'sweets'],
  },
  family: {
    alt: 'For the little ones – للصغار',
    colours: ['#efe7fa', '#d2bdec', '#9169c4'],
    icons: ['baby', 'health', 'fruit'],
  },
};

/**
 * The banner pictures by name.
 *
 * @returns {Map<string, import('./theme-drawings.mjs').Drawing>}
 */
export function bannerDrawings() {
  return new Map(
    Object.entries(BANNERS).map(([key, { alt, colours, icons }]) => [
      key,
      {
        name: `demo-banner-${key}`,
        alternativeText: alt,
        width: 1200,
        height: 480,
        svg: banner(colours, icons),
      },
    ]),
  );
}

function banner([ground, wave, accent], icons) {
  const places = [
    'translate(470 118) scale(1.32)',
    'translate(690 74) scale(1.7)',
    'translate(985 152) scale(1.05)',
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 480" width="1200" height="480">
    <rect width="1200" height="480" fill="${ground}"/>
    <circle cx="150" cy="90" r="210" fill="#ffffff" opacity="0.35"/>
    <circle cx="1130" cy="40" r="120" fill="#ffffff" opacity="0.3"/>
    <path d="M0 400c180-70 330-10 520-30s330-120 680-50v160H0z" fill="${wave}"/>
    <path d="M0 440c200-40 380 10 600-10s400-40 600-10v60H0z" fill="${accent}" opacity="0.55"/>
    <g fill="${accent}" opacity="0.5">
      <circle cx="470" cy="90" r="9"/><circle cx="520" cy="210" r="6"/><circle cx="80" cy="330" r="10"/>
      <circle cx="390" cy="300" r="7"/><circle cx="720" cy="60" r="7"/><circle cx="960" cy="90" r="9"/>
    </g>
    ${icons.map((icon, index) => iconAt(icon, places[index])).join('')}
  </svg>`;
}

function iconAt(icon, place) {
  return `<g transform="${place}">
    <ellipse cx="100" cy="171" rx="70" ry="9" fill="#3b3b3b" opacity="0.14"/>${iconOf(icon)}
  </g>`;
}
