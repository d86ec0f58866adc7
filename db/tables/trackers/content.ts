import type { Reader, Writer } from '../../handle.ts';

export interface ContentRow {
  readonly hash: string;
  /** Size of the whole content. */
  readonly bytes: number;
  readonly form: 'raw' | 'deflate' | 'delta';
  readonly base: string | null;
  /** Deltas between this and whole bytes. */
  readonly depth: number;
  readonly data: Uint8Array;
}

export function readContentRow(db: Reader, hash: string): ContentRow | null {
  return db.get<ContentRow>('SELECT hash, bytes, form, base, depth, data FROM content WHERE hash = ?', hash);
}

export function contentDepth(db: Reader, hash: string): number | null {
  return db.value<number>('SELECT depth FROM content WHERE hash = ?', hash);
}

/** Size of a stored content, or null. */
export function contentBytes(db: Reader, hash: string): number | null {
  return db.value<number>('SELECT bytes FROM content WHERE hash = ?', hash);
}

const INSERT = 'INSERT INTO content (hash, bytes, form, base, depth, data) VALUES (?, ?, ?, ?, ?, ?)';

export function insertContent(db: Writer, { hash, bytes, form, base, depth, data }: ContentRow): void {
  db.run(INSERT, hash, bytes, form, base, depth, data);
}

export function replaceContentRow(db: Writer, { hash, bytes, form, base, depth, data }: ContentRow): void {
  db.run(
    `${INSERT} ON CONFLICT DO UPDATE SET bytes = excluded.bytes, form = excluded.form, base = excluded.base,
       depth = excluded.depth, data = excluded.data`,
    hash,
    bytes,
    form,
    base,
    depth,
    data,
  );
}
