import { countFindings, countOpenConflicts } from '../../../../db/readers/findings/findings-view.ts';
import { workspaceCounts, workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { readActor } from '../../../../db/records/actor.ts';
import { readDevices } from '../../../../db/records/device.ts';
import type { ActorSession, ViewAnswer } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** What the frame shows at all times. `recovered`: what a start settled, while that is news. */
export function statusView(
  deps: EngineDeps,
  recovered: string | null,
  session?: ActorSession,
): ViewAnswer<'workspace.status'> {
  const facts = workspaceFacts(deps.db.read);
  const counts = workspaceCounts(deps.db.read);
  return {
    rows: [
      {
        id: 'status',
        name: facts?.name ?? 'Workspace',
        folder: deps.workspace,
        version: deps.appVersion,
        shell: deps.shell,
        readOnly: deps.db.mode.kind === 'read-only' ? deps.db.mode.reason : null,
        sample: facts?.sample ?? false,
        actor: actingNow(deps, session),
        devices: readDevices(deps.db.read).filter((device) => device.revokedAt === null).length,
        unsettled: counts.unsettled,
        lastSavedAt: counts.lastSavedAt,
        trackers: counts.trackers,
        findings: countFindings(deps.db.read, null).open,
        conflicts: countOpenConflicts(deps.db.read, null),
        recovered,
      },
    ],
    extra: {},
  };
}

function actingNow(deps: EngineDeps, session: ActorSession | undefined) {
  const id = session?.actor ?? deps.owner();
  const actor = readActor(deps.db.read, id);
  const guarded = actor?.unlock === 'passphrase';
  const lock = guarded ? (session?.isUnlocked(id) === true ? 'unlocked' : 'locked') : 'none';
  return { id, name: actor?.name ?? id, lock } as const;
}
