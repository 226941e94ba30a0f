import { createId } from '@paralleldrive/cuid2';
import { themeOfCategory } from './themes.mjs';

const OTHER = 'Other';
const HOME_CATEGORIES = 8;

/**
 * @typedef {object} Category
 * @property {string} documentId
 * @property {{ en: string | null, ar: string | null }} name
 * @property {Category | null} parent
 * @property {string} theme
 * @property {number} productCount products whose primary category it is
 */

/**
 * A company's category tree as its sources tell it, completed by the hand-made aisles and translations, and
 * holding only shelves that have products somewhere below them.
 */
export class CategoryTree {
  /** @type {Map<string, Category>} by the name that the sources use */
  #byKey = new Map();
  #company;
  #parentOf;
  #translations;

  /**
   * @param {import('./companies.mjs').DemoCompany} company
   * @param {{ categories: Record<string, string>[], names: Record<string, string>[],
   *   parents: Record<string, string>[] }} sheets rows of the three category files
   */
  constructor(company, { categories, names, parents }) {
    this.#company = company;
    this.#parentOf = parentsOf(company, categories, parents);
    this.#translations = company.categoryKey === 'name_en' ? toArabic(names) : toEnglish(names);
  }

  /**
   * The category of a source row; rows without one stand under "Other".
   *
   * @param {Record<string, string>} row of `products.csv`
   * @returns {Category}
   */
  categoryOf(row) {
    const arabicFirst = this.#company.categoryKey === 'name_ar';
    const key = (arabicFirst ? row.category_ar : row.category_en) || OTHER;
    const category = this.#claim(key, arabicFirst ? row.category_en : row.category_ar);
    category.productCount += 1;
    return category;
  }

  /**
   * A category by the name its sources use, if it has products.
   *
   * @param {string} key
   */
  find(key) {
    return this.#byKey.get(key) ?? null;
  }

  /** Where products without a category stand, if there are any. */
  get other() {
    return this.find(OTHER);
  }

  /** All categories, parents before children. */
  all() {
    const inOrder = new Set();
    const visit = (category) => {
      if (category.parent) visit(category.parent);
      inOrder.add(category);
    };
    for (const category of this.#byKey.values()) visit(category);
    return [...inOrder];
  }

  /** Top-level categories by the number of products in and below them, "Other" last. */
  aisles() {
    const totals = new Map();
    for (const category of this.#byKey.values()) {
      const root = rootOf(category);
      totals.set(root, (totals.get(root) ?? 0) + category.productCount);
    }
    return [...totals.keys()].sort(
      (a, b) => Number(a === this.other) - Number(b === this.other) || totals.get(b) - totals.get(a),
    );
  }

  #claim(key, otherName = '') {
    let category = this.#byKey.get(key);
    if (!category) {
      const parentKey = this.#parentOf.get(key);
      const parent = parentKey ? this.#claim(parentKey) : null;
      const translated = this.#translations.get(key) ?? (sentence(otherName) || null);
      const name =
        this.#company.categoryKey === 'name_en' ? { en: key, ar: translated } : { en: translated, ar: key };
      if (key === OTHER) Object.assign(name, { en: OTHER, ar: 'أخرى' });
      category = { documentId: createId(), name, parent, theme: 'other', productCount: 0 };
      category.theme = themeOfCategory(namesUpwards(category));
      this.#byKey.set(key, category);
    }
    return category;
  }
}

/**
 * Writes a category tree with slugs, order, home flags and pictures.
 *
 * @param {import('./documents.mjs').Documents} documents
 * @param {string} companyCode
 * @param {CategoryTree} tree
 * @param {{ slugs: import('./slugs.mjs').SlugRegister, pictures: import('./pictures.mjs').PictureShelf }} tools
 * @returns {Promise<Map<Category, string>>} the slug of each category
 */
export async function insertCategories(documents, companyCode, tree, { slugs, pictures }) {
  const categories = tree.all();
  const aisles = tree.aisles();
  const slugOf = new Map(
    categories.map((category) => [category, slugs.claim(category.name.en ?? category.name.ar)]),
  );
  const siblings = new Map();
  await documents.insert(
    'categories',
    categories.map((category) => {
      const place = (siblings.get(category.parent) ?? 0) + 1;
      siblings.set(category.parent, place);
      const aisle = aisles.indexOf(category);
      return {
        document_id: category.documentId,
        company_code: companyCode,
        name: category.name,
        description: descriptionOf(category),
        slug: slugOf.get(category),
        is_active: true,
        is_home: aisle >= 0 && aisle < HOME_CATEGORIES && category !== tree.other,
        sort_order: aisle >= 0 ? aisle + 1 : place,
      };
    }),
  );
  await documents.link(
    {
      table: 'categories_parent_lnk',
      owner: 'categories',
      ownerColumn: 'category_id',
      target: 'categories',
      targetColumn: 'inv_category_id',
    },
    categories
      .filter((category) => category.parent)
      .map((category) => ({ owner: category.documentId, target: category.parent.documentId })),
  );
  await documents.attachPictures(
    { table: 'categories', type: 'api::category.category' },
    categories.map((category) => ({
      documentId: category.documentId,
      fileId: pictures.themePicture(category.theme, 0),
    })),
  );
  return slugOf;
}

function descriptionOf({ name, parent }) {
  if (!parent) return null;
  return {
    en: name.en && parent.name.en ? `${name.en} in ${parent.name.en}` : null,
    ar: name.ar && parent.name.ar ? `${name.ar} ضمن ${parent.name.ar}` : null,
  };
}

/**
 * The parent of each category of a company. A name that is itself an aisle stays one; a name found under
 * several aisles goes where most of its products are; the hand-made file has the last word.
 */
function parentsOf(company, categories, handMade) {
  const parentColumn = company.categoryKey === 'name_en' ? 'parent_en' : 'parent_ar';
  const rows = categories.filter((row) => company.sources.includes(row.source) && row[company.categoryKey]);
  const aisles = new Set(rows.map((row) => row[parentColumn]).filter(Boolean));
  const largest = new Map();
  for (const row of rows) {
    const name = row[company.categoryKey];
    const parent = row[parentColumn];
    if (!parent || aisles.has(name)) continue;
    const count = Number(row.product_count);
    if (count > (largest.get(name)?.count ?? -1)) largest.set(name, { parent, count });
  }
  const parents = new Map([...largest].map(([name, { parent }]) => [name, parent]));
  for (const row of handMade) {
    if (row.company === company.code) parents.set(row.category, row.parent);
  }
  return parents;
}

/** Earlier lines of the translation file are the English shops', whose names it follows. */
function toArabic(names) {
  return new Map([...names].reverse().map((row) => [row.name_en, row.name_ar]));
}

/** Later lines are the Arabic shops'. */
function toEnglish(names) {
  return new Map(names.map((row) => [row.name_ar, row.name_en]));
}

function namesUpwards(category) {
  const names = [];
  for (let at = category; at; at = at.parent) {
    names.push([at.name.en, at.name.ar].filter(Boolean).join(' '));
  }
  return names;
}

function rootOf(category) {
  return category.parent ? rootOf(category.parent) : category;
}

/** `Dairy,eggs and cheese` and `personal care` as a shelf label prints them. */
function sentence(name) {
  const spaced = name.replace(/,(?=\S)/g, ', ');
  return spaced === '' ? '' : spaced[0].toUpperCase() + spaced.slice(1);
}
