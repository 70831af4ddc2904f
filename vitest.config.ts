import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A file that loads all gates again costs more than most tests: what a test changes around it, it puts back.
    isolate: false,
    // By default one core of two would stay idle.
    maxWorkers: '100%',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/built.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
