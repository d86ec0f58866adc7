import { done, ok } from '../../../core/kernel/result.ts';
import { layoutValue } from '../../../db/readers/settings-view.ts';
import { acceptFinding, reopenFinding } from '../../../db/usecases/findings.ts';
import { setLayout } from '../../../db/usecases/layout.ts';
import { setSettings } from '../../../db/usecases/settings.ts';
import { browseFolder } from '../files/browse-folder.ts';
import type { CallsNamed, Services } from '../handlers.ts';
import { loadSample, removeSample } from '../sample/load-sample.ts';
import { add, lock, revoke, rotate, unlock } from '../services/actors/actors.ts';
import { revokeOther } from '../services/actors/devices.ts';
import { reopen, resolve } from '../services/conflicts/resolve-conflict.ts';
import { diagnostics } from '../services/diagnostics/diagnostics.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { copyWorkspace } from '../services/workspace/copy-workspace.ts';
import { rebuildWorkspace } from '../services/workspace/rebuild-workspace.ts';

type WorkspaceCalls = CallsNamed<
  | 'findings'
  | 'conflicts'
  | 'workspace'
  | 'search'
  | 'settings'
  | 'layout'
  | 'actors'
  | 'devices'
  | 'files'
  | 'jobs'
>;

export const workspaceCalls: Services<EngineDeps, WorkspaceCalls> = {
  'findings.accept': ({ db }, { findingId, reason }, { actorId }) =>
    done(acceptFinding(db, actorId, findingId, reason)),
  'findings.reopen': ({ db }, { findingId }, { actorId }) => done(reopenFinding(db, actorId, findingId)),
  'conflicts.resolve': resolve,
  'conflicts.reopen': reopen,
  'workspace.diagnostics': diagnostics,
  'workspace.copy': copyWorkspace,
  'workspace.rebuild': rebuildWorkspace,
  'workspace.loadSample': loadSample,
  'workspace.removeSample': removeSample,
  'search.find': async ({ heavyReads }, { text, limit }, { signal }) => {
    const started = performance.now();
    const found = await heavyReads.run('search', { text, limit }, signal);
    return found.ok ? ok({ ...found.value, milliseconds: performance.now() - started }) : found;
  },
  'settings.set': ({ db }, input, { actorId }) => done(setSettings(db, actorId, input)),
  'layout.get': ({ db }, { key }) => ok({ value: layoutValue(db.read, key) }),
  'layout.set': ({ db }, { key, value }) => done(setLayout(db, key, value)),
  'actors.add': add,
  'actors.rotate': rotate,
  'actors.revoke': revoke,
  'actors.unlock': unlock,
  'actors.lock': lock,
  'devices.revoke': revokeOther,
  'files.browse': ({ files }, { folder }) => browseFolder(files, folder),
  'jobs.cancel': ({ jobs }, { jobId }) => done(jobs.cancel(jobId)),
};
