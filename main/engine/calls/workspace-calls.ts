import { ok } from '../../../core/kernel/result.ts';
import { layoutValue } from '../../../db/readers/settings-view.ts';
import { acceptFinding, reopenFinding } from '../../../db/usecases/findings.ts';
import { setLayout } from '../../../db/usecases/layout.ts';
import { setSettings } from '../../../db/usecases/settings.ts';
import { browseFolder } from '../files/browse-folder.ts';
import type { FileWatcher } from '../files/file-watcher.ts';
import type { CallHandlers } from '../handlers.ts';
import { loadSample, removeSample } from '../sample/load-sample.ts';
import { actingAs, add, revoke } from '../services/actors/actors.ts';
import { reopen, resolve } from '../services/conflicts/resolve-conflict.ts';
import { diagnostics } from '../services/diagnostics/diagnostics.ts';
import type { EngineParts } from '../services/engine-parts.ts';
import { copyWorkspace } from '../services/workspace/copy-workspace.ts';
import { rebuildWorkspace } from '../services/workspace/rebuild-workspace.ts';

type WorkspaceCalls = Pick<
  CallHandlers,
  Extract<
    keyof CallHandlers,
    | `findings.${string}`
    | `conflicts.${string}`
    | `workspace.${string}`
    | `search.${string}`
    | `settings.${string}`
    | `layout.${string}`
    | `actors.${string}`
    | `files.${string}`
    | `jobs.${string}`
  >
>;

export function workspaceCalls(parts: EngineParts, watcher: FileWatcher | null): WorkspaceCalls {
  return {
    'findings.accept': ({ findingId, reason }, { actor }) => {
      const who = actingAs(parts, actor);
      if (!who.ok) return who;
      const accepted = acceptFinding(parts.db, who.value, findingId, reason);
      return accepted.ok ? ok({}) : accepted;
    },
    'findings.reopen': ({ findingId }, { actor }) => {
      const who = actingAs(parts, actor);
      if (!who.ok) return who;
      const reopened = reopenFinding(parts.db, who.value, findingId);
      return reopened.ok ? ok({}) : reopened;
    },
    'conflicts.resolve': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? resolve(parts, input, who.value) : who;
    },
    'conflicts.reopen': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? reopen(parts, input, who.value) : who;
    },
    'workspace.diagnostics': () => diagnostics(parts, watcher),
    'workspace.copy': (input) => copyWorkspace(parts, input),
    'workspace.rebuild': (input, { signal }) => rebuildWorkspace(parts, input, signal),
    'workspace.loadSample': async (_input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? loadSample(parts, who.value) : who;
    },
    'workspace.removeSample': async (_input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? removeSample(parts, who.value) : who;
    },
    'search.find': async ({ text, limit }, { signal }) => {
      const started = performance.now();
      const found = await parts.heavyReads.run('search', { text, limit }, signal);
      if (!found.ok) return found;
      return ok({ ...found.value, milliseconds: performance.now() - started });
    },
    'settings.set': (input, { actor }) => {
      const who = actingAs(parts, actor);
      if (!who.ok) return who;
      const set = setSettings(parts.db, who.value, input);
      return set.ok ? ok({}) : set;
    },
    'layout.get': ({ key }) => ok({ value: layoutValue(parts.db.read, key) }),
    'layout.set': ({ key, value }) => {
      const set = setLayout(parts.db, key, value);
      return set.ok ? ok({}) : set;
    },
    'actors.add': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? add(parts, input, who.value) : who;
    },
    'actors.revoke': async (input, { actor }) => {
      const who = actingAs(parts, actor);
      return who.ok ? revoke(parts, input, who.value) : who;
    },
    'files.browse': ({ folder }) => browseFolder(folder),
    'jobs.cancel': ({ jobId }) => {
      const cancelled = parts.jobs.cancel(jobId);
      return cancelled.ok ? ok({}) : cancelled;
    },
  };
}
