import { COMPANY } from './scratch-database.mjs';

const PAGE_SIZE = 20;
const MOST_PATHS = 2000;

/** Who asks: an anonymous caller of the measured company. */
export const HEADERS = { company: COMPANY };

export const LIST = `/api/products?${new URLSearchParams([
  ['locale', 'en'],
  ['pagination[pageSize]', String(PAGE_SIZE)],
])}`;

const populated = [
  ['populate[category][fields][0]', 'name'],
  ['populate[category][fields][1]', 'slug'],
  ['populate[categories][fields][0]', 'name'],
  ['populate[categories][fields][1]', 'slug'],
  ['populate[image][fields][0]', 'url'],
  ['populate[image][fields][1]', 'alternativeText'],
  ['populate[image][fields][2]', 'formats'],
  ['populate[basicUnit][fields][0]', 'name'],
  ['populate[basicUnit][fields][1]', 'symbol'],
  ['populate[basicUnit][fields][2]', 'type'],
];

const strapiProducts = (...more) =>
  `/api/strapi/products?${new URLSearchParams([
    ['locale', 'en'],
    ['filters[company_code][$eq]', COMPANY],
    ['filters[status][$eq]', 'active'],
    ...more,
    ...populated,
  ])}`;

const strapiPage = (number) =>
  strapiProducts(
    ['sort[0]', 'createdAt:desc'],
    ['sort[1]', 'documentId:asc'],
    ['pagination[page]', String(number)],
    ['pagination[pageSize]', String(PAGE_SIZE)],
  );

const strapiTree = `/api/strapi/category-tree?${new URLSearchParams([
  ['locale', 'en'],
  ['filters[company_code][$eq]', COMPANY],
  ['filters[isActive][$ne]', 'false'],
  ['sort[0]', 'sortOrder:asc'],
  ['sort[1]', 'id:asc'],
  ['populate[image][fields][0]', 'url'],
  ['populate[image][fields][1]', 'alternativeText'],
  ['populate[image][fields][2]', 'formats'],
  ['populate[parent][fields][0]', 'documentId'],
])}`;

/** The numbers from 1 to `count`, far from their order, the same each time. */
function scattered(count) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  let seed = 1;
  for (let last = count - 1; last > 0; last -= 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = seed % (last + 1);
    [numbers[last], numbers[other]] = [numbers[other], numbers[last]];
  }
  return numbers;
}

/**
 * @typedef {object} Read
 * @property {string} name
 * @property {string[]} paths of our API, one for each request in turn
 * @property {string[]} strapiPaths the same by Strapi's own find
 */

/**
 * What is measured.
 * @param {string[]} slugs
 * @returns {Read[]}
 */
export function readsOf(slugs) {
  const pages = scattered(Math.ceil(slugs.length / PAGE_SIZE));
  const some = slugs.slice(0, MOST_PATHS);
  return [
    { name: 'list page (20 products)', paths: [LIST], strapiPaths: [strapiPage(1)] },
    {
      name: 'random page (20 products)',
      paths: pages.map((number) => `${LIST}&${new URLSearchParams({ 'pagination[page]': String(number) })}`),
      strapiPaths: pages.map(strapiPage),
    },
    {
      name: 'product by slug (random)',
      paths: some.map((slug) => `/api/products/slug/${encodeURIComponent(slug)}?locale=en`),
      strapiPaths: some.map((slug) =>
        strapiProducts(['filters[slug][$eq]', slug], ['pagination[pageSize]', '1']),
      ),
    },
    { name: 'category tree', paths: ['/api/category/tree?locale=en'], strapiPaths: [strapiTree] },
  ];
}
