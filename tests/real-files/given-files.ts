import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

/** What `npm run check:files -- FILE|FOLDER...` was given, as absolute paths. */
const given = z.array(z.string()).parse(JSON.parse(process.env['QUARTERDECK_FILES'] ?? '[]'));

export interface GivenFile {
  readonly path: string;
  /** Unique among what was given. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Every tracker in what was given, in a fixed order. */
export const givenFiles: readonly GivenFile[] = [...new Set(given.flatMap(trackersIn))]
  .toSorted()
  .map((path) => ({ path, name: nameOf(path), bytes: readFileSync(path) }));

/** The file of this name, when it was given. */
export const givenFile = (name: string) => givenFiles.find((file) => basename(file.path) === name);

/** Folders that hold `name.v1.md`, `name.v2.md` and so on: versions of one document, oldest first. */
export const histories: readonly (readonly [string, readonly GivenFile[]])[] = [
  ...Map.groupBy(
    givenFiles.filter((file) => /\.v\d+\.(md|yaml)$/.test(file.path)),
    (file) => file.path.replace(/\.v\d+\.(md|yaml)$/, ''),
  ),
]
  .filter(([, versions]) => versions.length > 2)
  .map(([path, versions]) => [
    basename(path),
    versions.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true })),
  ]);

function trackersIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return globSync('**/*.{md,yaml,yml}', { cwd: path }).map((name) => join(path, name));
}

function nameOf(path: string): string {
  return `${basename(dirname(path))}/${basename(path)}`;
}
