import type { Writer } from '../../handle.ts';

/**
 * What a migration does beside its SQL. It runs before it, in the same transaction, and answers what is to be done after:
 * what the SQL takes away is read first.
 */
export type MigrationStep = (db: Writer) => () => void;
