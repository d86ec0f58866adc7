import { defineConfig } from 'vite';

/** The preload: one CommonJS file, because a sandboxed preload cannot be a module. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: 'preload/index.ts',
    outDir: 'dist/desktop',
    emptyOutDir: false,
    target: 'chrome140',
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
});
