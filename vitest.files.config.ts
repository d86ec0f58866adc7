import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** `npm run check:files`: the promises of the tests, over files that are not in this checkout. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [] } },
  defineConfig({ test: { include: ['tests/real-files/**/*.test.ts'] } }),
);
