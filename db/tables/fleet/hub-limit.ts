import type { RateLimits } from '../../../core/domain/fleet/settings.ts';
import type { Reader, Writer } from '../../handle.ts';

/** `client` is a token's id, or `*` for everybody. Null lifts what was set. */
export function putLimit(db: Writer, hubN: number, client: string, limits: RateLimits | null): void {
  if (limits === null) {
    db.run('DELETE FROM hub_limit WHERE client = ? AND hub_n = ?', client, hubN);
    return;
  }
  db.run(
    `INSERT INTO hub_limit (hub_n, client, light, normal, heavy) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET light = excluded.light, normal = excluded.normal, heavy = excluded.heavy`,
    hubN,
    client,
    limits.light,
    limits.normal,
    limits.heavy,
  );
}

export function readLimits(db: Reader, hubN: number): Map<string, RateLimits> {
  const rows = db.all<{ client: string; light: number; normal: number; heavy: number }>(
    'SELECT client, light, normal, heavy FROM hub_limit WHERE hub_n = ? ORDER BY client',
    hubN,
  );
  return new Map(rows.map(({ client, ...limits }) => [client, limits]));
}
