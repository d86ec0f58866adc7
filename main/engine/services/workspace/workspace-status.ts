import { countFindings, countOpenConflicts } from '../../../../db/readers/findings-view.ts';
import { workspaceCounts, workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { peekRedo, peekUndo } from '../../../../db/usecases/undo.ts';
import type { ViewSnapshot } from '../../handlers.ts';
import type { EngineParts } from '../engine-parts.ts';
import { actorName } from '../trackers/tracker-access.ts';

/** What the frame shows at all times. `recovered`: what a start settled, while that is news. */
export function statusView(parts: EngineParts, recovered: string | null): ViewSnapshot<'workspace.status'> {
  const facts = workspaceFacts(parts.db.read);
  const counts = workspaceCounts(parts.db.read);
  const undo = peekUndo(parts.db, null);
  const redo = peekRedo(parts.db, null);
  const owner = parts.owner();
  return {
    rows: [
      {
        id: 'status',
        name: facts?.name ?? 'Workspace',
        folder: parts.workspace,
        version: parts.appVersion,
        shell: parts.shell,
        readOnly: parts.db.mode.kind === 'read-only' ? parts.db.mode.reason : null,
        sample: facts?.sample ?? false,
        actor: { id: owner, name: actorName(parts.db, owner) },
        unsettled: counts.unsettled,
        lastSavedAt: counts.lastSavedAt,
        trackers: counts.trackers,
        findings: countFindings(parts.db.read, null).open,
        conflicts: countOpenConflicts(parts.db.read, null),
        undo: { can: undo !== null, label: undo?.summary ?? null },
        redo: { can: redo !== null, label: redo?.summary ?? null },
        recovered,
      },
    ],
    extra: {},
  };
}
