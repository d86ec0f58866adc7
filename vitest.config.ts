import { defineConfig } from 'vitest/config';
import type { InlineConfig } from 'vitest/node';

/** Real files, sockets and child processes are used throughout: a test gets a minute on a busy machine, none sleeps. */
export const everyTest = {
  setupFiles: ['tests/setup/seed.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: 'forks',
  // More than the two cores this must do with: many tests wait for processes of their own.
  maxWorkers: 3,
  restoreMocks: true,
} satisfies InlineConfig;

export default defineConfig({
  test: {
    ...everyTest,
    projects: [
      {
        extends: true,
        // Many small files: a process for each, which loads everything anew, is most of what they cost.
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['tests/{property,integration,torture}/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
