/** What holds for the whole shop of a company. */
export const shopTypes = `
type Currency {
  documentId: ID!
  code: String!
  name: String
  symbol: String
  decimals: Int!
  isDefault: Boolean!
  """Texts that are not there in the language asked for, and shown in the other one."""
  fallbacks: [String!]!
}

type Language { documentId: ID!, code: String!, name: String!, direction: String!, isDefault: Boolean! }

type Setting {
  documentId: ID!
  company: String!
  currency: String!
  timezone: String!
  seller: SellerSetting!
  vat: VatSetting!
  delivery: DeliverySetting!
  order: OrderSetting!
  loyalty: LoyaltySetting!
  """For staff only, null for others."""
  invoice: InvoiceSetting
  """For staff only, null for others."""
  createdAt: DateTime
  """For staff only, null for others."""
  updatedAt: DateTime
}

type SellerSetting { name: String, vatNumber: String, address: String }

type VatSetting { rate: Float, inclusive: Boolean! }

type DeliverySetting {
  basePrice: Float
  perKm: Float
  freeRadiusKm: Float
  maxKm: Float
  freeThreshold: Float
  requireLocation: Boolean!
  store: Point
}

type Point { latitude: Float!, longitude: Float! }

type OrderSetting { minimum: Float, customerMayCancel: Boolean!, guestCheckout: Boolean! }

type LoyaltySetting { earnPerUnit: Float, redeemValue: Float }

type InvoiceSetting { start: Int }
`;
