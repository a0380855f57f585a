import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/quiet.ts'],
    // The product's time is Asia/Tokyo wherever it runs: the tests run in a zone that would show every slip.
    env: { TZ: 'America/St_Johns' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A test file imports most of the product: once for each of two workers instead of once for each of 200 files.
    isolate: false,
    sequence: { shuffle: true },
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
