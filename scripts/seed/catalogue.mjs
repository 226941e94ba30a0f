import { createId } from '@paralleldrive/cuid2';
import { insertAttributes } from './attributes.mjs';
import { insertBanners } from './banners.mjs';
import { CategoryTree, insertCategories } from './categories.mjs';
import { decimalsOf, insertCompany } from './companies.mjs';
import { readSeedCsv } from './csv-rows.mjs';
import { Documents } from './documents.mjs';
import { chooseHighlights } from './highlights.mjs';
import { insertHomepageSections } from './homepage-sections.mjs';
import { readProducts } from './products.mjs';
import { insertPromotions } from './promotions.mjs';
import { SlugRegister } from './slugs.mjs';
import { insertSynonyms } from './synonyms.mjs';
import { createStaging, publishStaged, stage, stagingRows } from './staging.mjs';
import { insertUnits } from './units.mjs';

/** The CSV files of `database/seed`. */
export function readSheets() {
  return {
    products: readSeedCsv('products.csv'),
    categories: readSeedCsv('categories.csv'),
    names: readSeedCsv('category-names.csv'),
    parents: readSeedCsv('category-parents.csv'),
    units: readSeedCsv('units.csv'),
    districts: readSeedCsv('districts.csv'),
  };
}

/**
 * A company's products and categories as read from the sheets, without touching a database.
 *
 * @param {import('./companies.mjs').DemoCompany} company
 * @param {ReturnType<typeof readSheets>} sheets
 */
export function readCatalogue(company, sheets) {
  const tree = new CategoryTree(company, sheets);
  const reasons = new Map();
  const count = (reason) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const rows = sheets.products.filter((row) => company.sources.includes(row.source));
  const products = readProducts(company, rows, { tree, slugs: new SlugRegister(), count });
  return { company, tree, products, reasons, rowCount: rows.length };
}

/**
 * Writes everything that a company's products stand on (the company itself, units, attributes, categories) and
 * gives the products' staging rows.
 *
 * @param {Documents} documents
 * @param {ReturnType<typeof readCatalogue>} catalogue
 * @param {{ sheets: ReturnType<typeof readSheets>, pictures: import('./pictures.mjs').PictureShelf, now: Date }} context
 */
export async function insertShop(documents, { company, tree, products }, { sheets, pictures, now }) {
  const { locationIds } = await insertCompany(documents, company, sheets.districts);
  const units = await insertUnits(documents, company.code, sheets.units);
  await insertAttributes(documents, company.code);
  await insertSynonyms(documents, company.code);
  const slugByCategory = await insertCategories(documents, company.code, tree, {
    slugs: new SlugRegister(),
    pictures,
  });
  const rows = stagingRows(products, {
    decimals: decimalsOf(company),
    units,
    locationIds,
    organicCategoryId: tree.find(company.organicCategory)?.documentId ?? null,
    highlights: chooseHighlights(products, company.code),
    pictures,
    newId: createId,
    now,
  });
  return { rows, slugByCategory };
}

/**
 * Writes the whole demo catalogue within the caller's transaction.
 *
 * @param {import('pg').ClientBase} client
 * @param {ReturnType<typeof readCatalogue>[]} catalogues
 * @param {{ sheets: ReturnType<typeof readSheets>, pictures: import('./pictures.mjs').PictureShelf, now: Date }} context
 */
export async function insertCatalogues(client, catalogues, context) {
  const documents = new Documents(client);
  const slugsByCompany = new Map();
  await createStaging(client);
  for (const catalogue of catalogues) {
    const { rows, slugByCategory } = await insertShop(documents, catalogue, context);
    slugsByCompany.set(catalogue.company, slugByCategory);
    await stage(client, rows);
  }
  await publishStaged(client, { firstLoad: true });
  for (const catalogue of catalogues) {
    await insertMerchandising(documents, catalogue, slugsByCompany.get(catalogue.company), context);
  }
}

/** What a shop puts in front of its products: banners, promotions, the home page. */
async function insertMerchandising(
  documents,
  { company, tree, products },
  slugByCategory,
  { pictures, now },
) {
  const largest = tree.all().sort((a, b) => b.productCount - a.productCount);
  const categories = largest.filter((category) => category !== tree.other);
  const aisles = tree.aisles().filter((aisle) => aisle !== tree.other);
  await insertBanners(documents, company.code, {
    slugOfTheme: (theme) => slugByCategory.get(largest.find((category) => category.theme === theme)) ?? null,
    pictures,
    now,
  });
  await insertPromotions(documents, company.code, {
    products,
    categories,
    decimals: decimalsOf(company),
    pictures,
    now,
  });
  await insertHomepageSections(documents, company.code, aisles);
}
