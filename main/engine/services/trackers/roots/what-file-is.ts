import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { type Failure, fail } from '../../../../../core/kernel/result.ts';
import type { TrackerRow } from '../../../../../db/records/tracker.ts';
import type { ExpandedPath } from '../../../files/expand-paths.ts';
import { type ReadFile, readTrackerFile } from '../../../files/read-tracker-file.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { whyConflictCopy } from './conflict-copies.ts';
import { createKnownFiles } from './known-files.ts';

/** What an import makes of a file: its preview and the import itself decide by this alone. */
export type WhatFileIs =
  | { readonly kind: 'refused'; readonly error: Failure }
  | { readonly kind: 'known'; readonly tracker: TrackerRow }
  | {
      readonly kind: 'returning';
      readonly tracker: TrackerRow;
      /** Taken out of the workspace before, or its file was missing and is found here. */
      readonly was: 'removed' | 'missing';
      readonly file: ReadFile;
    }
  | { readonly kind: 'new'; readonly file: ReadFile };

/** Remembers what it was asked, so make one for each act: a second name of a file is no second tracker. */
export function createFileClassifier(deps: EngineDeps): (file: ExpandedPath) => Promise<WhatFileIs> {
  const known = createKnownFiles(deps);
  const taken = new Set<string>();
  const returning = new Set<TrackerId>();
  return async ({ path, named }) => {
    const copy = named ? null : await whyConflictCopy(deps.files, path);
    if (copy !== null) return refused('import.conflict-copy', copy);
    const real = await deps.files.realPath(path).catch(() => path);
    if (taken.has(real)) return refused('import.same-file', 'Another name of a file that is imported here.');
    const there = await known.at(path);
    if (there !== null && there.removedAt === null) return { kind: 'known', tracker: there };
    const read = await readTrackerFile(deps.files, path);
    if (!read.ok) return { kind: 'refused', error: read.error };
    taken.add(real);
    const file = read.value;
    if (there !== null) return { kind: 'returning', tracker: there, was: 'removed', file };
    const missing = await known.missingSaying(file.hash);
    if (missing === null || returning.has(missing.id)) return { kind: 'new', file };
    returning.add(missing.id);
    return { kind: 'returning', tracker: missing, was: 'missing', file };
  };
}

function refused(code: string, reason: string): WhatFileIs {
  return { kind: 'refused', error: fail(code, reason).error };
}
