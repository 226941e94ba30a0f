/** A moment out of a column of Strapi's, which keeps UTC without saying so. */
export const utc = (column: string): string => `${column} at time zone 'utc'`;

/** A bound moment, as a column of Strapi's keeps it. */
export const UTC = utc('?::timestamptz');
