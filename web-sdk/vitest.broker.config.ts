import { defineConfig } from 'vitest/config';

/** Against a real broker: LUX_URL and LUX_API_KEY say which. */
export default defineConfig({
  test: { include: ['test/real-broker*.test.ts'], testTimeout: 15_000, allowOnly: false, passWithNoTests: false },
});
