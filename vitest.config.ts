import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/support/long-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/quiet.ts'],
    // The product's time is Asia/Tokyo wherever it runs: the tests run in a zone that would show every slip.
    env: { TZ: 'America/St_Johns' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A machine that is busy for a moment fails nothing.
    expect: { poll: { timeout: 30_000 } },
    // One more than the two cores it has to do with: tests wait for databases, servers and browsers much of the time.
    maxWorkers: 3,
    // A test file imports most of the product: once for each worker instead of once for each of 280 files.
    isolate: false,
    sequence: { shuffle: true, sequencer: LongFirst },
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
