import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // By default one core of two would stay idle.
    maxWorkers: '100%',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/built.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
