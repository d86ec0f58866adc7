import type { RateLimits } from '../../../core/domain/fleet/settings.ts';
import type { Reader, Writer } from '../../handle.ts';

/** `client` is a token's id, or `*` for everybody. Null lifts what was set. */
export function putLimit(db: Writer, client: string, limits: RateLimits | null): void {
  if (limits === null) {
    db.run('DELETE FROM hub_limit WHERE client = ?', client);
    return;
  }
  db.run(
    `INSERT INTO hub_limit (client, light, normal, heavy) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET light = excluded.light, normal = excluded.normal, heavy = excluded.heavy`,
    client,
    limits.light,
    limits.normal,
    limits.heavy,
  );
}

export function readLimits(db: Reader): Map<string, RateLimits> {
  const rows = db.all<{ client: string; light: number; normal: number; heavy: number }>(
    'SELECT client, light, normal, heavy FROM hub_limit ORDER BY client',
  );
  return new Map(rows.map(({ client, ...limits }) => [client, limits]));
}
