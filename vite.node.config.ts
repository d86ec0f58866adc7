import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;

/** Programs that run in Node, by the place they take in dist. One that is not in this checkout is left out. */
const entries: Readonly<Record<string, string>> = {
  'cli/index': 'main/quarterdeck.ts',
  'cli/command-process': 'main/command-process.ts',
  'desktop/main': 'main/desktop/main.ts',
  'desktop/engine-process': 'main/desktop/engine-process.ts',
};

/** Native modules and the shell's own runtime are never bundled. */
const externals = ['better-sqlite3', 'electron', '@napi-rs/keyring'];

/** A thread's file, named in the source by `new URL('./x.ts', import.meta.url)`, becomes a file of its own in dist. */
function threadFiles(): Plugin {
  const named = /new URL\(\s*['"](\.[^'"]+\.ts)['"]\s*,\s*import\.meta\.url\s*\)/g;
  return {
    name: 'thread-files',
    // Before types are stripped, while the text is still as written.
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(root) || id.includes('node_modules') || !code.includes('import.meta.url'))
        return null;
      const moved = code.replaceAll(named, (_whole, file: string) => {
        const fileName = `threads/${basename(file, '.ts')}.js`;
        this.emitFile({ type: 'chunk', id: join(dirname(id), file), fileName });
        // Every file of dist lies one folder deep (see below), so this is right from any of them.
        return `new URL('../${fileName}', import.meta.url)`;
      });
      // Lines stay where they are; columns behind such an address are a little off, which no one will miss.
      return { code: moved, map: null };
    },
  };
}

export default defineConfig({
  root,
  publicDir: false,
  plugins: [threadFiles()],
  ssr: { noExternal: true, external: externals, target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: Object.fromEntries(
        Object.entries(entries)
          .map(([name, file]) => [name, join(root, file)] as const)
          .filter(([, file]) => existsSync(file)),
      ),
      external: externals,
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
});
