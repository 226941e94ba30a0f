/** Amounts as they were written, which the database has rounded since. */
export const writtenAmounts = (data: Record<string, unknown>, fields: string[]): Record<string, number> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = data[field];
      return value === undefined || value === null ? [] : [[field, Number(value)]];
    }),
  );
