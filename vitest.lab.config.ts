import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    fileParallelism: false,
    include: ['lab/**/*.test.ts'],
    globalSetup: ['lab/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
