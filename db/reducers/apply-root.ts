import { RootKind } from '../../core/domain/trackers/roots/root.ts';
import { RootId } from '../../core/kernel/ids.ts';
import type { Json } from '../../core/kernel/versioned-json.ts';
import { putRoot } from '../tables/trackers/root.ts';
import { asText, fieldOf } from './op-values.ts';
import type { ReducerContext } from './reducer-context.ts';

export function applyRoot(p: ReducerContext, entityId: string, fields: ReadonlyMap<string, Json>): void {
  const id = RootId.safeParse(entityId);
  const kind = RootKind.safeParse(fieldOf(fields, 'kind'));
  if (!id.success || !kind.success) return;
  putRoot(p.db, {
    id: id.data,
    kind: kind.data,
    name: asText(fields, 'name') ?? id.data,
    firstCommit: asText(fields, 'firstCommit'),
    remote: asText(fields, 'remote'),
  });
  p.changes.touch('trackers');
}
