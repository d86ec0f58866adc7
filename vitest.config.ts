import { defineConfig } from 'vitest/config';

/** Real files, sockets and child processes are used throughout: a test gets a minute on a busy machine, none sleeps. */
export default defineConfig({
  test: {
    include: ['tests/{unit,property,integration,torture}/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // More than the two cores this must do with: many tests wait for processes of their own.
    maxWorkers: 3,
    restoreMocks: true,
  },
});
