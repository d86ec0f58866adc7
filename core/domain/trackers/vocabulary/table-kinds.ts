import { z } from 'zod';

/** What a table is for: only the rows of a tracker become items. */
export const TableKind = z.enum(['tracker', 'legend', 'key-value', 'matrix', 'log', 'reference']);
export type TableKind = z.output<typeof TableKind>;
