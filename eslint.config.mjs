import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const SERVER = ['config/**/*.ts', 'database/**/*.ts', 'src/**/*.ts'];
const PANEL = ['src/admin/**/*.{ts,tsx}', 'src/plugins/*/admin/**/*.{ts,tsx}'];
const TESTS = ['tests/**/*.ts'];

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in config/ and nowhere else: take the value from strapi.config.',
};

const CLOCK_AND_CHANCE = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'The domain has no clock: take the time as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The domain has no clock: take the time as a parameter.',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: 'The domain has no clock: take the time as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The domain has no chance: take the random value as a parameter.',
  },
];

const DATABASE_DRIVERS = ['knex', 'knex/*', 'pg', 'pg/*', 'pg-*'].map((group) => ({
  group: [group],
  message: 'SQL stands in store.ts files.',
  allowTypeImports: true,
}));

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'build/',
      'coverage/',
      'node_modules/',
      'types/generated/',
      '.strapi/',
      '.data/',
      '.tmp/',
      'public/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'prefer-const': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.cjs', '**/*.js'],
    languageOptions: { sourceType: 'commonjs' },
  },
  {
    // Commands talk to the terminal.
    files: ['scripts/**', 'bench/**', 'tests/support/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: [...SERVER, ...PANEL, ...TESTS],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'src/admin/tsconfig.json', 'tests/tsconfig.json'],
        tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)),
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Records of columns and of fields are spoken of as both in Strapi's own types.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // Loosely typed as Strapi's registries are, a type parameter is what says what comes back.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // `||` is meant where an empty string is as good as none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Strapi hands out its services, its transaction and Koa's methods as `any` or unbound; where a value
      // comes from there, its type is stated at the seam and `no-explicit-any` guards the rest.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Brackets say that a key of an index signature may be absent.
      '@typescript-eslint/dot-notation': 'off',
      // Strapi's lifecycles and controllers are asynchronous by contract, with or without an await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: SERVER,
    rules: { 'no-restricted-syntax': ['error', ENVIRONMENT] },
  },
  {
    files: ['config/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ENVIRONMENT, ...CLOCK_AND_CHANCE],
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'console',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'fetch',
          'crypto',
          'performance',
          'strapi',
        ].map((name) => ({ name, message: 'The domain is pure: it has no world around it.' })),
      ],
      'no-restricted-imports': 'off',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'The domain imports only itself.' }] },
      ],
    },
  },
  ...domainBoundaries(4),
  {
    files: ['src/**/{controllers,policies,services,middlewares,routes}/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: DATABASE_DRIVERS }] },
  },
  {
    files: PANEL,
    extends: [reactHooks.configs['recommended-latest']],
    languageOptions: { globals: globals.browser },
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: TESTS,
    rules: {
      // A test reads better when it may be sure of what it has just set up.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['tests/unit/**/*.ts', 'tests/integration/**/*.ts', 'tests/browser/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ENVIRONMENT] },
  },
);

/**
 * For each depth below src/domain, forbids the relative imports that climb out of it.
 * @param {number} deepest
 */
function domainBoundaries(deepest) {
  return Array.from({ length: deepest }, (_, depth) => ({
    files: [`src/domain/${'*/'.repeat(depth)}*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^[^.]', message: 'The domain imports only itself.' },
            { regex: `^(\\./)?(\\.\\./){${depth + 1}}`, message: 'The domain imports only itself.' },
          ],
        },
      ],
    },
  }));
}
