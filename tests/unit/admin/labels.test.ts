import fs from 'node:fs';
import path from 'node:path';
import { displayNameOf, translations } from '../../../src/admin/translations';

interface Schema {
  info: { displayName: string };
  attributes: Record<string, { type: string; enum?: string[] }>;
}

const root = path.resolve(__dirname, '../../../src');

const schemaIn = (...parts: string[]): Schema =>
  JSON.parse(fs.readFileSync(path.join(root, ...parts, 'schema.json'), 'utf8')) as Schema;

const foldersIn = (...parts: string[]): string[] => {
  const folder = path.join(root, ...parts);
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};

const types: [uid: string, schema: Schema][] = [
  ...foldersIn('api').flatMap((api) =>
    foldersIn('api', api, 'content-types').map((name): [string, Schema] => [
      `api::${api}.${name}`,
      schemaIn('api', api, 'content-types', name),
    ]),
  ),
  ['plugin::users-permissions.user', schemaIn('extensions', 'users-permissions', 'content-types', 'user')],
];

describe.each(['en', 'ar'])('the panel in %s', (language) => {
  const words = translations[language]!;

  test.each(types)('%s has a name, and so have its fields and their choices', (uid, { info, attributes }) => {
    expect(displayNameOf(uid)).toBe(info.displayName);
    const keys = [
      info.displayName,
      ...Object.keys(attributes).map((field) => `content-manager.content-types.${uid}.${field}`),
      ...Object.values(attributes).flatMap((attribute) => attribute.enum ?? []),
    ];
    expect(keys.filter((key) => !words[key])).toEqual([]);
  });
});

it('says everything in both languages, with the same values in it', () => {
  const [english, arabic] = [translations['en']!, translations['ar']!];
  const missing = Object.keys(english).filter((key) => !arabic[key]);
  expect(missing).toEqual([]);
  const valuesIn = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();
  const unlike = Object.keys(english).filter(
    (key) =>
      key.startsWith('saptmarkets.') &&
      !english[key]!.includes('plural') &&
      JSON.stringify(valuesIn(english[key]!)) !== JSON.stringify(valuesIn(arabic[key]!)),
  );
  expect(unlike).toEqual([]);
});
