/** Values bound by one statement at most; beyond this a longer one gains nothing. */
const VALUES_AT_ONCE = 250;

/**
 * An insert of many rows with few statements: for small rows the way from JavaScript to SQLite and back costs as much as
 * the row itself.
 */
export class BulkInsert {
  readonly width: number;
  readonly rows: number;
  readonly one: string;
  readonly many: string;

  constructor(table: string, columns: readonly string[], conflict = '') {
    this.width = columns.length;
    this.rows = Math.max(1, Math.floor(VALUES_AT_ONCE / columns.length));
    const row = `(${columns.map(() => '?').join(', ')})`;
    const statement = (count: number) =>
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: count }, () => row).join(', ')} ${conflict}`;
    this.one = statement(1);
    this.many = statement(this.rows);
  }
}
