import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The screens, for the web shell and the desktop shell alike. Nothing inline: the content policy allows none. */
export default defineConfig({
  root: 'renderer',
  // Absolute, so that a deep route finds its parts; both shells serve from the root of an origin of their own.
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: true,
    // A font or icon as data: address would need a wider content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});
