/** A company as every request needs to know it. Amounts of its settings stay in the settings store. */
export type Company = {
  documentId: string;
  code: string;
  name: string;
  defaultLocale: 'en' | 'ar';
  isDefault: boolean;
  isActive: boolean;
  /** ISO 4217 code of the settings, and how many decimals it has (0, 2 or 3). */
  currency: string;
  decimals: number;
  /** IANA name, for bare dates. */
  timezone: string;
  /** whether somebody may order without an account */
  guestCheckout: boolean;
};
