import { defineConfig } from 'vitest/config';

/** The tests that judge in this process: what mutation testing can run again for each mutant. */
export default defineConfig({
  test: {
    include: [
      'test/gates/**/*.test.ts',
      'test/load/**/*.test.ts',
      'test/validate/**/*.test.ts',
      'test/scripts/**/*.test.ts',
      'test/estate/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
