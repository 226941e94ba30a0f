import type { Knex } from 'knex';
import { attributeSource } from '../api/attribute/store';
import { bannerSource } from '../api/banner/store';
import { categorySource } from '../api/category/store';
import { currencySource } from '../api/currency/store';
import { sectionSource } from '../api/homepage-section/store';
import { languageSource } from '../api/language/store';
import { byProductSlug, productSource } from '../api/product/store';
import { productUnitSource } from '../api/product-unit/store';
import { promotionSource } from '../api/promotion/store';
import { settingSource } from '../api/setting/store';
import { unitSource } from '../api/unit/store';
import { type Filter, isMarked } from '../storefront/list-query';
import { parseDocumentId } from '../storefront/document-id';
import { fragment, type Fragment } from '../storefront/sql-fragment';
import { byDocumentId, bySlug } from '../storefront/read';
import { noteOf, parseSearchText, search, type SearchResult } from '../search/answer';
import type { ListQuery } from '../storefront/list-query';
import type { Page, ReadScope } from '../storefront/read';
import type { Source } from '../storefront/source';

/** The types that come in lists, and where each is read from. */
export const listedTypes = {
  Product: productSource,
  Category: categorySource,
  Unit: unitSource,
  ProductUnit: productUnitSource,
  Promotion: promotionSource,
  Banner: bannerSource,
  HomepageSection: sectionSource,
  Attribute: attributeSource,
  Currency: currencySource,
  Language: languageSource,
} satisfies Record<string, Source>;

/** Arguments as a client gave them, checked by the schema. */
export type Arguments = Record<string, unknown>;

/** A query field that answers a list, and as `<name>_connection` the list with its page. */
export type ListField = {
  type: keyof typeof listedTypes;
  /** arguments besides those of every list */
  arguments?: string;
  /** one of its filters that always holds */
  filter?: Filter;
  /** narrows the list beyond its filters */
  condition?: (args: Arguments) => Fragment;
  /** reads the page, where that is not the list's usual way */
  read?: (db: Knex, scope: ReadScope, list: ListQuery, args: Arguments) => Promise<FoundPage>;
  /** the type of the connection, where it tells more than the page */
  connection?: string;
};

/** A page, and for searches what all that was found is like. */
export type FoundPage = { page: Page } & Partial<Pick<SearchResult, 'facets' | 'correction'>>;

/** A query field that answers one item. */
export type ItemField = {
  type: string;
  source: Source;
  arguments?: string;
  condition: (args: Arguments) => Fragment;
};

export const listFields: Record<string, ListField> = {
  products: { type: 'Product' },
  searchProducts: {
    type: 'Product',
    arguments: 'q: String!',
    read: async (db, scope, list, { q }) => {
      const query = { q: parseSearchText(q), list };
      const result = await search(db, scope, query);
      noteOf(scope, query, result)?.();
      return result;
    },
    connection: 'ProductSearch',
  },
  featuredProducts: { type: 'Product', filter: isMarked('featured') },
  trendingProducts: { type: 'Product', filter: isMarked('trending') },
  categories: { type: 'Category' },
  units: { type: 'Unit' },
  productUnits: { type: 'ProductUnit' },
  promotions: { type: 'Promotion' },
  activePromotions: { type: 'Promotion', condition: () => fragment('is_live') },
  banners: { type: 'Banner' },
  homepageSections: { type: 'HomepageSection' },
  attributes: { type: 'Attribute' },
  currencies: { type: 'Currency' },
  languages: { type: 'Language' },
};

const byId = (type: keyof typeof listedTypes): ItemField => ({
  type,
  source: listedTypes[type],
  arguments: 'documentId: ID!',
  condition: ({ documentId }) => byDocumentId(parseDocumentId(documentId)),
});

const withSlug = (
  type: keyof typeof listedTypes,
  condition: (slug: string) => Fragment = bySlug,
): ItemField => ({
  type,
  source: listedTypes[type],
  arguments: 'slug: String!',
  condition: ({ slug }) => condition(String(slug)),
});

export const itemFields: Record<string, ItemField> = {
  product: byId('Product'),
  productBySlug: withSlug('Product', byProductSlug),
  category: byId('Category'),
  categoryBySlug: withSlug('Category'),
  unit: byId('Unit'),
  productUnit: byId('ProductUnit'),
  promotion: byId('Promotion'),
  banner: byId('Banner'),
  homepageSection: byId('HomepageSection'),
  setting: { type: 'Setting', source: settingSource, condition: () => fragment('true') },
};

/** The field that answers the nested categories. */
export const TREE_FIELD = 'categoryTree';

/** The field of a list together with its page. */
export const connectionOf = (name: string): string => `${name}_connection`;
