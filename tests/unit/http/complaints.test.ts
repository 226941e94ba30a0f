import { z } from 'zod';
import { complaintOf } from '../../../src/http/complaints';

const complaints = (schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return error?.issues.map(complaintOf) ?? [];
};

test.each<[string, z.ZodType, unknown, string]>([
  ['nothing', z.string(), undefined, 'is required'],
  ['another type', z.string(), 1, 'must be a string'],
  ['a list for an object', z.object({}), [], 'must be an object'],
  ['a number beyond all numbers', z.number(), Infinity, 'is too large'],
  ['a broken number', z.int(), 1.5, 'must be a whole number'],
  ['too little', z.number().min(1), 0, 'must be at least 1'],
  ['too much', z.number().max(5), 6, 'must be at most 5'],
  ['too short', z.string().min(2), 'a', 'must have at least 2 characters'],
  ['too many', z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 entries'],
  ['none of the choices', z.enum(['a', 'b']), 'c', 'must be one of a, b'],
  ['none of the forms', z.union([z.string(), z.number()]), true, 'is not of the form that is asked for'],
  ['what the schema says itself', z.string().min(1, 'must not be empty'), '', 'must not be empty'],
])('%s', (_name, schema, value, words) => {
  expect(complaints(schema, value)).toEqual([words]);
});
