/** What a form holds of a field's fault: words, or, where the fault lies within the field, those under its parts. */
export const messageUnder = (error: unknown): string | undefined => {
  if (typeof error === 'string') return error;
  if (error === null || typeof error !== 'object') return undefined;
  for (const part of Object.values(error)) {
    const message = messageUnder(part);
    if (message !== undefined) return message;
  }
  return undefined;
};
