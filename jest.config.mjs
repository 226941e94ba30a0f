import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const transform = {
  '^.+\\.(ts|tsx|mjs)$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs', ignoreDynamic: true },
      sourceMaps: 'inline',
    },
  ],
};

const common = {
  rootDir: fileURLToPath(new URL('.', import.meta.url)),
  transform,
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/.data/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
};

/** Tests that need the running application: one PostgreSQL a run, one boot of Strapi a worker. */
const withApplication = {
  ...common,
  globalSetup: '<rootDir>/tests/support/start-postgres.mjs',
  globalTeardown: '<rootDir>/tests/support/stop-postgres.mjs',
  testEnvironment: '<rootDir>/tests/support/application-environment.cjs',
};

const CHROMIUM = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

export default {
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/tests/support/closing-line-reporter.cjs'],
  projects: [
    {
      ...common,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/unit/**/*.test.ts'],
    },
    {
      ...withApplication,
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/integration/**/*.test.ts'],
      testTimeout: 30_000,
    },
    ...(existsSync(CHROMIUM) || process.env.CI === 'true'
      ? [
          {
            ...withApplication,
            displayName: 'browser',
            testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
            testTimeout: 120_000,
          },
        ]
      : []),
  ],
};
