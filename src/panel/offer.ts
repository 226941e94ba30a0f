/** One way in which the product is sold, as the side panel shows it. Amounts are in major units. */
export type OfferUnit = {
  documentId: string;
  name: string | null;
  symbol: string;
  unitValue: number;
  /** Basic units in one sale unit. */
  packQty: number;
  price: number;
  originalPrice: number | null;
  isDefault: boolean;
  isActive: boolean;
  /** How many whole sale units the stock gives, over all locations. */
  stock: number;
};

/** What lies at one location, in basic units with up to three decimals. */
export type OfferStock = {
  locationId: string;
  name: string;
  isDefault: boolean;
  onHand: number;
  reserved: number;
  /** of what is available, how much is too little there; null where nothing was said for the location */
  threshold: number | null;
  /** what counts where nothing was said: of the product, else of the company; null where nobody is told */
  usualThreshold: number | null;
  isLow: boolean;
};

/** The unit in which stock is counted, or one that can be added to the product. */
export type OfferUnitChoice = {
  documentId: string;
  name: string | null;
  symbol: string;
  type: 'weight' | 'volume' | 'piece';
};

/** Price and stock of one product. */
export type Offer = {
  documentId: string;
  company: { code: string; name: string; currency: string; decimals: number };
  basicUnit: OfferUnitChoice | null;
  units: OfferUnit[];
  stock: OfferStock[];
  /** Units of the company that measure the same thing as the basic unit. */
  unitChoices: OfferUnitChoice[];
};

/** The line that the list of products shows for one of them. */
export type OfferSummary = {
  documentId: string;
  price: number | null;
  originalPrice: number | null;
  currency: string;
  decimals: number;
  stock: number;
  symbol: string | null;
};

/** A company that the user may choose in a form. */
export type PanelCompany = {
  code: string;
  name: string;
  isDefault: boolean;
  currency: string;
  decimals: number;
};
