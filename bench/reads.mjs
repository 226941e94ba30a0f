import { COMPANY } from './scratch-database.mjs';

const PAGE_SIZE = 20;
const MOST_PATHS = 2000;
/** Pages go no deeper (contract). */
const DEEPEST = 10_000;

/** Who asks: an anonymous caller of the measured company. */
export const HEADERS = { company: COMPANY };

const LIST_QUERY = [
  ['locale', 'en'],
  ['pagination[pageSize]', String(PAGE_SIZE)],
];

export const LIST = `/api/products?${new URLSearchParams(LIST_QUERY)}`;

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

const strapiPage = (number, ...more) =>
  strapiProducts(
    ...more,
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

/** The same letters in the same order at each run. */
function* numbers(seed) {
  let value = seed;
  for (;;) {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield value;
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SEARCHES = 600;

/** Another letter somewhere behind the first, as a thumb puts it there. */
function mistype(word, random) {
  const place = 1 + (random.next().value % (word.length - 1));
  return word.slice(0, place) + LETTERS[random.next().value % LETTERS.length] + word.slice(place + 1);
}

/** One or two words of a title; one of them mistyped in every third. */
function searchesOf(titles) {
  const random = numbers(7);
  return titles.slice(0, SEARCHES).flatMap((title, index) => {
    const words = title.toLowerCase().match(/[a-z]{4,}/g) ?? [];
    if (words.length === 0) return [];
    const first = random.next().value % words.length;
    const some = words.slice(first, first + 1 + (random.next().value % 2));
    if (index % 3 === 0) some[0] = mistype(some[0], random);
    return [some.join(' ')];
  });
}

const pageOf = (list, number) => `${list}&${new URLSearchParams({ 'pagination[page]': String(number) })}`;

const pagesOf = (products) => scattered(Math.min(Math.ceil(products / PAGE_SIZE), DEEPEST / PAGE_SIZE));

/**
 * @typedef {object} Read
 * @property {string} name
 * @property {string[]} paths of our API, one for each request in turn
 * @property {string[]} strapiPaths the same by Strapi's own find
 * @property {boolean} [grows] whether its median may hardly grow with the catalogue
 * @property {boolean} [ranked] whether the order is ours, so that Strapi's answer is another
 */

/**
 * What is measured.
 * @param {Awaited<ReturnType<typeof import('./scratch-database.mjs').readCatalogue>>} catalogue
 * @returns {Read[]}
 */
export function readsOf({ slugs, titles, category }) {
  const pages = pagesOf(slugs.length);
  const categoryPages = pagesOf(category.products);
  const categoryList = `${LIST}&${new URLSearchParams({ 'filters[category]': category.id })}`;
  const some = slugs.slice(0, MOST_PATHS);
  const searches = searchesOf(titles);
  return [
    { name: 'list page', paths: [LIST], strapiPaths: [strapiPage(1)], grows: true },
    {
      name: 'random page, to 10,000 deep',
      paths: pages.map((number) => pageOf(LIST, number)),
      strapiPaths: pages.map((number) => strapiPage(number)),
      grows: true,
    },
    {
      name: 'largest category, random page',
      paths: categoryPages.map((number) => pageOf(categoryList, number)),
      strapiPaths: categoryPages.map((number) =>
        strapiPage(number, ['filters[categories][documentId][$eq]', category.id]),
      ),
      grows: true,
      // Strapi knows no category with all that stands below it.
      ranked: true,
    },
    {
      name: 'product by slug',
      paths: some.map((slug) => `/api/products/slug/${encodeURIComponent(slug)}?locale=en`),
      strapiPaths: some.map((slug) =>
        strapiProducts(['filters[slug][$eq]', slug], ['pagination[pageSize]', '1']),
      ),
    },
    {
      name: 'search, a third mistyped',
      paths: searches.map((q) => `/api/products/search?${new URLSearchParams([...LIST_QUERY, ['q', q]])}`),
      strapiPaths: searches.map((q) => strapiPage(1, ['filters[title][$containsi]', q])),
      ranked: true,
    },
    { name: 'category tree', paths: ['/api/category/tree?locale=en'], strapiPaths: [strapiTree] },
  ];
}
