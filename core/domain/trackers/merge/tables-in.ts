import { headingLevel, isDelimiter } from './line-kinds.ts';
import type { Token } from './merge-tokens.ts';

/** The lines of a table, by number. */
export interface Table {
  /** The heading it stands under; null for none. */
  readonly heading: number | null;
  readonly names: number;
  readonly dashes: number;
  readonly rows: readonly number[];
}

export function tablesIn(tokens: readonly Token[]): Table[] {
  const tables: (Table & { readonly rows: number[] })[] = [];
  let heading: number | null = null;
  let open: number[] | null = null;
  for (const [at, token] of tokens.entries()) {
    if (headingLevel(token) > 0) heading = at;
    if (!token.text.includes('|')) open = null;
    else if (open !== null) open.push(at);
    else if (at > 0 && isDelimiter(token)) {
      open = [];
      tables.push({ heading, names: at - 1, dashes: at, rows: open });
    }
  }
  return tables;
}
