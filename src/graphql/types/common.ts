/** What every part of the schema speaks in. Money is in major units. */
export const commonTypes = `
scalar Locale

"""At most 100 items a page, 25 unless told, and 10,000 rows deep."""
input PaginationInput { page: Int, pageSize: Int }

type PageInfo { page: Int!, pageSize: Int!, pageCount: Int!, total: Int! }

type Image {
  documentId: ID!
  url: String!
  alternativeText: String
  """Sizes by name, each { url, width, height }."""
  formats: JSON
}
`;
