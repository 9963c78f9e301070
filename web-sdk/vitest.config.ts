import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'apps/**/*.test.ts'],
    exclude: ['test/real-broker*.test.ts'],
    testTimeout: 10_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});
