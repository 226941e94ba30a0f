/** What stands where a value must not be kept. */
export const HIDDEN = '•••';

const SECRET = /password|secret|token|credential|api_?key|private_?key|encrypt/i;

/** Whether a field of this name holds what nobody may read later. */
export const isSecret = (name: string): boolean => SECRET.test(name);

/** Hides the values of secret fields, however deep they lie. */
export const redact = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      inner !== null && isSecret(name) ? HIDDEN : redact(inner),
    ]),
  );
};
