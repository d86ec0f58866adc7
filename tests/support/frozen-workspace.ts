import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'workspaces');

/** Every schema of which a used workspace was frozen. */
export const frozenSchemas: readonly number[] = readdirSync(FOLDER)
  .map((name) => Number(/^schema-(\d+)\.sqlite\.gz$/.exec(name)?.[1] ?? 0))
  .filter((schema) => schema > 0)
  .toSorted((a, b) => a - b);

/** Lays the database of a frozen workspace into a folder. Answers its file. */
export function thawWorkspace(schema: number, workspace: string): string {
  mkdirSync(workspace, { recursive: true });
  const file = join(workspace, 'quarterdeck.db');
  writeFileSync(file, gunzipSync(readFileSync(join(FOLDER, `schema-${schema}.sqlite.gz`))));
  return file;
}
