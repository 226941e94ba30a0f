import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

const FOLDERS = ['tests/integration', 'tests/unit', 'tests/browser'];

/** The texts of the test files of a name; a unit and an integration test may share one. */
const sources = new Map<string, string>();

for (const folder of FOLDERS) {
  for (const name of fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.test.ts')) continue;
    const file = path.basename(name, '.test.ts');
    const text = fs.readFileSync(path.join(root, folder, name), 'utf8');
    sources.set(file, `${sources.get(file) ?? ''}\n${text}`);
  }
}

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
