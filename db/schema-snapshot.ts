import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { migrations } from './migrations/embedded.ts';

export const SNAPSHOT_FILE = fileURLToPath(new URL('./schema.snapshot.sql', import.meta.url));

/** Every table and index that the migrations make, as SQLite keeps them, in the order of their names. */
export function schemaText(): string {
  const db = new Database(':memory:');
  try {
    for (const { sql } of migrations) db.exec(sql);
    const made = db
      .prepare<[], { sql: string }>(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name",
      )
      .all();
    return `${made.map(({ sql }) => `${sql};`).join('\n\n')}\n`;
  } finally {
    db.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SNAPSHOT_FILE, schemaText());
