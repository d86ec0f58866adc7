import { defineConfig } from '@playwright/test';

/** The screens over the real web shell, in the system's Chromium. tests/README.md tells how to write one. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/support/web/build-screens.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  // Generous, for busy machines; nothing waits this long when all is well.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'dot',
  projects: [
    { name: 'screens', testIgnore: '**/{desktop,packaged}.spec.ts' },
    { name: 'desktop', testMatch: '**/{desktop,packaged}.spec.ts' },
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
      // Chromium's own sandbox refuses to run as root; a person's browser keeps it.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
