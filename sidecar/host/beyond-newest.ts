import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder holds beyond its newest entries, by name. */
export function beyondNewest(folder: string, kept: number): readonly string[] {
  return readdirSync(folder)
    .map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at)
    .slice(kept)
    .map(({ name }) => name);
}
