/** Products and what they are sold by. */
export const productTypes = `
type Product {
  documentId: ID!
  """Odoo's id."""
  productId: String
  sku: String
  barcode: String
  title: String
  description: String
  slug: String
  category: CategoryName
  categories: [CategoryName!]!
  image: [Image!]!
  stock: Float!
  locationStocks: [LocationStock!]!
  sales: Float!
  tag: [String!]!
  price: Float
  prices: Prices!
  basicUnit: BasicUnit
  units: [SaleUnit!]!
  status: String!
  featured: Boolean!
  trending: Boolean!
  """Whether it can be ordered though nothing is there."""
  backorder: Boolean!
  """Per basic unit. For staff only, null for others."""
  cost: Float
  """Percent; null means the rate of the settings. For staff only, null for others."""
  vatRate: Float
  """From what number of basic units on the product runs low. For staff only, null for others."""
  lowStockThreshold: Float
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}

"""A page of found products, and what all that was found is like."""
type ProductSearch {
  nodes: [Product!]!
  pageInfo: PageInfo!
  facets: SearchFacets!
  """The words that were searched for instead, when those of the query were found nowhere."""
  correction: String
}

type SearchFacets { category: [CategoryCount!]!, tag: [TagCount!]!, price: PriceRange!, inStock: StockCounts! }

type CategoryCount { documentId: ID!, name: String, slug: String, count: Int! }

type TagCount { value: String!, count: Int! }

type PriceRange { min: Float, max: Float }

type StockCounts { true: Int!, false: Int! }

type Prices { price: Float, originalPrice: Float, discount: Float }

type CategoryName { documentId: ID!, name: String, slug: String }

type LocationStock { locationId: ID!, odooLocationId: Int, name: String, qty: Float! }

type BasicUnit { documentId: ID!, name: String, symbol: String, type: String }

"""A product unit as its product shows it."""
type SaleUnit {
  documentId: ID!
  unitId: ID
  name: String
  symbol: String
  unitValue: Float
  packQty: Float
  price: Float
  originalPrice: Float
  stock: Float
  isDefault: Boolean!
  barcode: String
  sku: String
  """Quantities are multiples of it; null where any can be ordered."""
  step: Float
}

type ProductUnit {
  documentId: ID!
  productId: ID!
  unitId: ID
  name: String
  symbol: String
  unitValue: Float
  conversionRate: Float
  packQty: Float
  price: Float
  originalPrice: Float
  stock: Float
  isActive: Boolean!
  isDefault: Boolean!
  barcode: String
  sku: String
  step: Float
  createdAt: DateTime!
  updatedAt: DateTime!
}

type Unit {
  documentId: ID!
  name: String
  symbol: String
  type: String
  isBasic: Boolean!
  conversionRate: Float
  isActive: Boolean!
  sortOrder: Int
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type Attribute {
  documentId: ID!
  name: String
  values: [AttributeValue!]!
  isActive: Boolean!
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type AttributeValue { name: String }
`;
