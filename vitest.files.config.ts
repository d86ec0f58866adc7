import { defineConfig } from 'vitest/config';
import { everyTest } from './vitest.config.ts';

/** `npm run check:files`: the promises of the tests, over files that are not in this checkout. */
export default defineConfig({
  test: { ...everyTest, include: ['tests/real-files/**/*.test.ts'] },
});
