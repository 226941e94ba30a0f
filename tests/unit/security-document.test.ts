import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

const FOLDERS = ['tests/integration', 'tests/unit', 'tests/browser'];

const sources = new Map(
  FOLDERS.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name): [string, string] => [
        path.basename(name, '.test.ts'),
        fs.readFileSync(path.join(root, folder, name), 'utf8'),
      ]),
  ),
);

const named = [
  ...fs.readFileSync(path.join(root, 'docs/security.md'), 'utf8').matchAll(/`([\w-]+) › ([^`]+)`/g),
].map(([, file = '', name = '']) => [file, name] as const);

describe('docs/security.md', () => {
  test('names tests', () => {
    expect(named.length).toBeGreaterThan(40);
  });

  test.each(named)('%s › %s is there', (file, name) => {
    const source = sources.get(file) ?? '';
    expect(source.replaceAll("\\'", "'").includes(name)).toBe(true);
  });
});
