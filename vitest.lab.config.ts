import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    // Labs are apart from each other, and wait for machines more than they compute.
    maxWorkers: 4,
    include: ['lab/**/*.test.ts'],
    globalSetup: ['lab/setup.ts'],
    testTimeout: 900_000,
    hookTimeout: 300_000,
  },
});
