import { z } from 'zod';
import type { OpDraft } from '../kernel/op.ts';
import { alertEntityKinds } from './alerts/entity-kinds.ts';
import { fleetEntityKinds } from './fleet/entity-kinds.ts';
import { readinessEntityKinds } from './readiness/entity-kinds.ts';
import { trackerEntityKinds } from './trackers/entity-kinds.ts';

/** What of the workspace itself is decided by ops. */
export const workspaceEntityKinds = ['workspace', 'settings', 'device', 'actor'] as const;
export type WorkspaceEntityKind = (typeof workspaceEntityKinds)[number];

/** Every kind of thing that an op decides about: the workspace's own, and what the domains declare. */
export const EntityKind = z.enum([
  ...workspaceEntityKinds,
  ...trackerEntityKinds,
  ...fleetEntityKinds,
  ...readinessEntityKinds,
  ...alertEntityKinds,
]);
export type EntityKind = z.infer<typeof EntityKind>;

export type EntityOp = OpDraft<EntityKind>;
