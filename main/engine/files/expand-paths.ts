import { extname, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';
import type { FilePort } from '../../../node/files/file-port.ts';

/** More files than this in one import is a mistaken folder, not a programme. */
export const MAX_IMPORT_FILES = 5000;

const EXTENSIONS = new Set(['.md', '.markdown', '.mdx', '.txt', '.text', '.yaml', '.yml']);
const SKIPPED_FOLDERS = ['**/node_modules/**', '**/.git/**'];

export interface ExpandedPath {
  readonly path: string;
  /** Named by the person; a file merely found in a folder is left out without a word when it is no tracker. */
  readonly named: boolean;
}

export function hasTrackerExtension(path: string): boolean {
  return EXTENSIONS.has(extname(path).toLowerCase());
}

/** Files, folders and globs to the files they name: in the order given, each once. */
export async function expandPaths(
  files: FilePort,
  typed: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly ExpandedPath[], 'import.nothing-found' | 'import.too-many'>> {
  const found = new Map<string, ExpandedPath>();
  for (const one of typed) {
    const path = absolutePath(one);
    const facts = await files.facts(path).catch(() => null);
    if (facts?.isFolder) {
      await collect(found, path, '**/*', signal);
    } else if (facts === null && isDynamicPattern(one)) {
      const { folder, pattern } = splitGlob(absolutePath(one));
      await collect(found, folder, pattern, signal);
    } else {
      // A plain file, or a name that isn't there: the import itself says which.
      found.set(path, { path, named: true });
    }
    if (found.size > MAX_IMPORT_FILES) {
      return fail(
        'import.too-many',
        `More than ${MAX_IMPORT_FILES} files match ${typed.join(', ')}. Nothing was imported; name a narrower folder or glob.`,
        { limit: MAX_IMPORT_FILES },
      );
    }
  }
  if (found.size === 0) {
    return fail(
      'import.nothing-found',
      `No tracker-like file matches ${typed.join(', ')}. Markdown, text and YAML files are looked for; node_modules and .git are left out.`,
      { paths: [...typed] },
    );
  }
  return ok([...found.values()]);
}

/** The folder a glob starts from: what to leave out is left out below it, and nothing above it is read. */
function splitGlob(glob: string): { folder: string; pattern: string } {
  const parts = glob.split(sep === '\\' ? /[\\/]/ : '/');
  const first = parts.findIndex((part) => isDynamicPattern(part));
  return { folder: parts.slice(0, first).join(sep) || sep, pattern: parts.slice(first).join('/') };
}

async function collect(
  found: Map<string, ExpandedPath>,
  folder: string,
  pattern: string,
  signal: AbortSignal,
): Promise<void> {
  const paths = await glob(pattern, {
    cwd: folder,
    absolute: true,
    onlyFiles: true,
    dot: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    ignore: SKIPPED_FOLDERS,
    deep: 24,
    signal,
  });
  for (const path of paths.sort()) {
    if (!hasTrackerExtension(path)) continue;
    const absolute = absolutePath(path);
    if (!found.has(absolute)) found.set(absolute, { path: absolute, named: false });
  }
}
