/** Categories, offers and what else makes up a page of the storefront. */
export const pageTypes = `
type Category {
  documentId: ID!
  name: String
  slug: String
  description: String
  image: Image
  """The document id of the category above."""
  parent: ID
  """Document ids, in shelf order."""
  children: [ID!]!
  isActive: Boolean!
  isHome: Boolean!
  sortOrder: Int
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}

"""A category within the tree."""
type CategoryNode {
  documentId: ID!
  name: String
  slug: String
  description: String
  image: Image
  parent: ID
  children: [CategoryNode!]!
  isActive: Boolean!
  isHome: Boolean!
  sortOrder: Int
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type Promotion {
  documentId: ID!
  name: String
  description: String
  """discount, combo or bogo"""
  type: String!
  discount_type: String
  discount_value: Float
  requiredItemCount: Int
  comboPrice: Float
  buyQuantity: Int
  getQuantity: Int
  """Document ids of the products in scope."""
  products: [ID!]!
  """Document ids of the categories in scope."""
  categories: [ID!]!
  image: Image
  startDate: DateTime
  endDate: DateTime
  status: String!
  isActive: Boolean!
  priority: Int!
  minimum_order: Float
  maximum_discount: Float
  usage_limit: Int
  usage_limit_total: Int
  used_count: Int!
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type Banner {
  documentId: ID!
  title: String
  subtitle: String
  image: Image
  link: String
  position: String
  startDate: DateTime
  endDate: DateTime
  isActive: Boolean!
  sortOrder: Int
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}

type HomepageSection {
  documentId: ID!
  key: String!
  title: String
  type: String!
  config: JSON
  isActive: Boolean!
  sortOrder: Int
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
  createdAt: DateTime!
  updatedAt: DateTime!
}
`;
