import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The kit's gallery as a static page, for tests and for looking at. */
export default defineConfig({
  root: 'renderer/ui/gallery',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../../../dist/gallery',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
