import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseAst } from 'vite';
import { z } from 'zod';
import type { PackagedApp } from './packaged-app.ts';

const root = join(import.meta.dirname, '../..');

/** Programs that are started by name, and the page. */
const starts = ['dist/desktop/main.js', 'dist/cli/command-process.js', 'dist/renderer/index.html'];
const endings = ['', '.js', '.cjs', '.json', '/index.js'];
const Manifest = z.object({ main: z.string().optional() });

export interface Reach {
  readonly missing: readonly string[];
  readonly superfluous: readonly string[];
}

/**
 * What the programs of a package lead to, file by file: their imports, and in our own files every other file of ours that
 * is named (threads, the preload, what a page loads). `data` is what is read by folder or by the system.
 */
export function reachOf({ files, folder }: PackagedApp, data: RegExp): Reach {
  const all = new Set(files);
  const own = files.filter((path) => path.startsWith('dist/'));
  const reached = new Set<string>();
  const missing: string[] = [];

  const fileAt = (path: string): string | null => {
    const ending = endings.find((one) => all.has(path + one));
    return ending === undefined ? null : path + ending;
  };
  const packageAt = (name: string): string | null => {
    const manifest = `node_modules/${name}/package.json`;
    if (!all.has(manifest)) return null;
    reached.add(manifest);
    const { main } = Manifest.parse(JSON.parse(readFileSync(join(folder, manifest), 'utf8')));
    return fileAt(posix.join('node_modules', name, main ?? 'index.js'));
  };
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    const ours = path.startsWith('dist/');
    if (!/\.(?:c?js|html|css)$/.test(path)) return;
    const text = readFileSync(join(folder, path), 'utf8');
    if (ours) for (const other of own) if (text.includes(posix.basename(other))) visit(other);
    if (!/\.c?js$/.test(path)) return;
    for (const name of importsIn(text)) {
      const relative = name.startsWith('.');
      if (!relative && !isPackage(name)) continue;
      const found = relative ? fileAt(posix.join(dirname(path), name)) : packageAt(name);
      if (found !== null) visit(found);
      // A package tries the binaries of every system; what is not there is none of ours.
      else if (ours) missing.push(`${name} of ${path}`);
    }
  };
  for (const start of starts) {
    if (all.has(start)) visit(start);
    else missing.push(start);
  }
  return { missing, superfluous: files.filter((path) => !reached.has(path) && !data.test(path)) };
}

/** Built-in modules and Electron itself come with the runtime; everything else is a package here. */
const isPackage = (name: string): boolean =>
  name !== 'electron' && existsSync(join(root, 'node_modules', name, 'package.json'));

/** The names that a program imports or requires, wherever it does. */
function importsIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const name = importedBy(node);
    if (name !== null) names.add(name);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.forEach(walk);
      else walk(value);
    }
  };
  walk(parseAst(text));
  return names;
}

const Literal = z.object({ type: z.literal('Literal'), value: z.string() });
const Importing = z.object({
  type: z.enum(['ImportDeclaration', 'ExportAllDeclaration', 'ExportNamedDeclaration', 'ImportExpression']),
  source: Literal,
});
/** How a thread's file is named. */
const Addressing = z.object({
  type: z.literal('NewExpression'),
  callee: z.object({ type: z.literal('Identifier'), name: z.literal('URL') }),
  arguments: z.tuple([
    z.object({ type: z.literal('Literal'), value: z.string().startsWith('.') }),
    z.unknown(),
  ]),
});
const Requiring = z.object({
  type: z.literal('CallExpression'),
  callee: z.object({ type: z.literal('Identifier'), name: z.literal('require') }),
  arguments: z.tuple([Literal]),
});

function importedBy(node: object): string | null {
  // Most nodes are something else, and are told by their type alone.
  if (!('type' in node) || !/^(?:Import|Export|CallExpression|NewExpression)/.test(String(node.type)))
    return null;
  const importing = Importing.safeParse(node);
  if (importing.success) return importing.data.source.value;
  const addressing = Addressing.safeParse(node);
  if (addressing.success) return addressing.data.arguments[0].value;
  const requiring = Requiring.safeParse(node);
  return requiring.success ? requiring.data.arguments[0].value : null;
}
