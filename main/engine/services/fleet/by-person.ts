import type { By } from '../../../../core/domain/fleet/events.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { CallContext } from '../../handlers.ts';
import { actingAs } from '../actors/actors.ts';
import type { EngineParts } from '../engine-parts.ts';
import { actorName } from '../trackers/tracker-access.ts';

/** The acting person, as the fleet's events name them. */
export function byPerson(
  parts: EngineParts,
  { actor }: CallContext,
): Result<{ readonly by: By; readonly actorId: ActorId }> {
  if (parts.db.mode.kind === 'read-only') return fail('db.read-only', parts.db.mode.reason);
  const who = actingAs(parts, actor);
  if (!who.ok) return who;
  const name = actorName(parts.db, who.value).slice(0, 200);
  return ok({ by: { kind: 'person', id: who.value, name }, actorId: who.value });
}
