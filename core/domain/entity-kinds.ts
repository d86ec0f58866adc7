import { z } from 'zod';
import type { OpDraft } from '../kernel/op.ts';
import { fleetEntityKinds } from './fleet/entity-kinds.ts';
import { trackerEntityKinds } from './trackers/entity-kinds.ts';

/** Every kind of thing that an op decides about: the workspace's own, and what the domains declare. */
export const EntityKind = z.enum([
  'workspace',
  'settings',
  'device',
  'actor',
  ...trackerEntityKinds,
  ...fleetEntityKinds,
]);
export type EntityKind = z.infer<typeof EntityKind>;

export type EntityOp = OpDraft<EntityKind>;
