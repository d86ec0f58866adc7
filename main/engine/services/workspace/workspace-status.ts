import { countFindings, countOpenConflicts } from '../../../../db/readers/findings-view.ts';
import { workspaceCounts, workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { peekRedo, peekUndo } from '../../../../db/usecases/undo.ts';
import type { ViewAnswer } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { actorName } from '../trackers/tracker-access.ts';

/** What the frame shows at all times. `recovered`: what a start settled, while that is news. */
export function statusView(deps: EngineDeps, recovered: string | null): ViewAnswer<'workspace.status'> {
  const facts = workspaceFacts(deps.db.read);
  const counts = workspaceCounts(deps.db.read);
  const undo = peekUndo(deps.db, null);
  const redo = peekRedo(deps.db, null);
  const owner = deps.owner();
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
        actor: { id: owner, name: actorName(deps.db, owner) },
        unsettled: counts.unsettled,
        lastSavedAt: counts.lastSavedAt,
        trackers: counts.trackers,
        findings: countFindings(deps.db.read, null).open,
        conflicts: countOpenConflicts(deps.db.read, null),
        undo: { can: undo !== null, label: undo?.summary ?? null },
        redo: { can: redo !== null, label: redo?.summary ?? null },
        recovered,
      },
    ],
    extra: {},
  };
}
