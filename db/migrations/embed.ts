import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Migration } from './embedded.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The migrations as the .sql files beside this say; `embedded.ts` must hold the same. */
export function migrationFiles(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .toSorted()
    .map((file) => {
      const sql = readFileSync(`${folder}/${file}`, 'utf8');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      return { number: Number(file.slice(0, 4)), name: file.slice(0, -'.sql'.length), sha256, sql };
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = `// Made by \`npx node db/migrations/embed.ts\` from the .sql files beside it, so that a bundle carries them.
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = ${JSON.stringify(migrationFiles(), null, 2)};
`;
  writeFileSync(fileURLToPath(new URL('./embedded.ts', import.meta.url)), source);
}
