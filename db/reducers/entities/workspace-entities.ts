import type { WorkspaceEntityKind } from '../../../core/domain/entity-kinds.ts';
import { Replaces } from '../../../core/domain/sync/replaced-key.ts';
import { ActorId } from '../../../core/kernel/ids.ts';
import { deleteActor, putActor } from '../../tables/actor.ts';
import { asActorKind, asOwnName, asText, asUnlock, fieldOf, flaggedAt } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';
import { applyDevice } from './apply-device.ts';
import type { EntityReducer, EntityState } from './entity-reducer.ts';

export const workspaceEntities: Readonly<Record<WorkspaceEntityKind, EntityReducer>> = {
  workspace: (p) => p.changes.touch('workspace'),
  settings: (p) => p.changes.touch('settings'),
  device: applyDevice,
  actor: applyActor,
};

function applyActor(p: ReducerContext, { id: entityId, fields, addedAt }: EntityState): void {
  const id = ActorId.safeParse(entityId);
  if (!id.success) return;
  p.changes.touch('actors');
  const publicKey = asText(fields, 'publicKey');
  // Whoever has no key can sign nothing and is nobody yet: a revocation may come before what it revokes.
  if (publicKey === null) return deleteActor(p.db, id.data);
  putActor(p.db, {
    id: id.data,
    name: asOwnName(fields) ?? id.data,
    kind: asActorKind(fields),
    publicKey,
    fingerprint: asText(fields, 'fingerprint') ?? '',
    unlock: asUnlock(fields),
    addedAt,
    revokedAt: flaggedAt(fields, 'revoked'),
    replaces: Replaces.safeParse(fieldOf(fields, 'replaces')).data?.actor ?? null,
  });
}
