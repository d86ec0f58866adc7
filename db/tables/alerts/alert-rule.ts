import type { ActorId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';

export function putAlertRule(
  db: Writer,
  row: {
    readonly id: string;
    readonly terms: string;
    readonly removed: boolean;
    readonly setBy: ActorId;
    readonly setAt: number;
  },
): void {
  db.run(
    'INSERT OR REPLACE INTO alert_rule (id, terms, removed, set_by, set_at) VALUES (?, ?, ?, ?, ?)',
    row.id,
    row.terms,
    row.removed ? 1 : 0,
    row.setBy,
    row.setAt,
  );
}
