import type { OutputOf } from '../../../../core/contract/index.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import { shownItems } from '../../../../core/domain/trackers/places/shown-items.ts';
import type { TrackerMapping } from '../../../../core/domain/trackers/vocabulary/mapping.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { readTracker } from '../../../../db/records/tracker.ts';
import type { FoundRoot } from '../../../../db/usecases/roots.ts';
import { addTrackers } from '../../../../db/usecases/trackers.ts';
import type { ReadFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { noteFileState } from './file-state.ts';
import { trackerNameOf } from './preview/import-preview.ts';

type Imported = OutputOf<'trackers.import'>['imported'][number];

/** A commit waits for the disk; so many files share one wait, as long as their texts stay small. */
const FILES_PER_COMMIT = 25;
const BYTES_PER_COMMIT = 4 * 1024 * 1024;

/** A file read and understood, not yet in the workspace. */
export interface Fresh {
  readonly path: string;
  readonly root: FoundRoot;
  readonly fileName: string;
  readonly file: ReadFile;
  readonly doc: ParsedDocument;
  readonly mapping: TrackerMapping | null;
  readonly actorId: ActorId;
}

export interface ImportBatch {
  /** What is in the workspace by now, in the order of the files. */
  readonly imported: Imported[];
  add(one: { readonly known: Imported } | { readonly fresh: Fresh }): void;
  full(): boolean;
  commit(): Result<null>;
}

/** Gathers files and takes them in together. `taken`: tracker names in use, lower case. */
export function createBatch(deps: EngineDeps, taken: Set<string>): ImportBatch {
  const imported: Imported[] = [];
  let waiting: ({ readonly known: Imported } | { readonly fresh: Fresh; readonly name: string })[] = [];
  let bytes = 0;

  function commit(): Result<null> {
    const fresh = waiting.flatMap((one) => ('fresh' in one ? [one] : []));
    const added = addTrackers(
      deps.db,
      fresh.map(({ fresh: { path, root, fileName, file, doc, mapping, actorId }, name }) => {
        // Reducers read the same bytes with the profile chosen here; this spares them a second reading.
        deps.db.documents.keep(file.hash, doc, { profile: doc.profile, mapping });
        const summary = `Imported from ${fileName}.`;
        return { name, path, root, profile: doc.profile, mapping, bytes: file.bytes, actorId, summary };
      }),
    );
    if (!added.ok) return added;
    let at = 0;
    for (const one of waiting) {
      if ('known' in one) {
        imported.push(one.known);
        continue;
      }
      const trackerId = added.value[at]?.trackerId;
      at += 1;
      if (trackerId === undefined) throw new Error('an imported tracker has no id');
      const { path, doc, file } = one.fresh;
      deps.follow(path);
      const isEditable = file.writable && doc.readOnly === null;
      const row = isEditable ? null : readTracker(deps.db.read, trackerId);
      if (row !== null) noteFileState(deps, row, file);
      imported.push({
        trackerId,
        path,
        name: one.name,
        recognised: { ...doc.counts },
        items: shownItems(doc).length,
        skipped: doc.skipped.length,
        already: false,
        returned: null,
        note: doc.readOnly?.reason ?? null,
      });
    }
    waiting = [];
    bytes = 0;
    return ok(null);
  }

  return {
    imported,
    add(one) {
      if ('known' in one) {
        waiting.push(one);
        return;
      }
      const name = freeName(taken, trackerNameOf(one.fresh.doc, one.fresh.fileName), one.fresh.fileName);
      taken.add(name.toLowerCase());
      bytes += one.fresh.file.bytes.length;
      waiting.push({ fresh: one.fresh, name });
    },
    full: () => waiting.length >= FILES_PER_COMMIT || bytes >= BYTES_PER_COMMIT,
    commit: () => (waiting.length === 0 ? ok(null) : commit()),
  };
}

/** Trackers are named by people and commands, so two of one title are told apart by their file. */
function freeName(taken: ReadonlySet<string>, wanted: string, fileName: string): string {
  if (!taken.has(wanted.toLowerCase())) return wanted;
  const stem = `${wanted} (${fileName.replace(/\.[^.]+$/, '')})`;
  let name = stem;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${stem} ${count}`;
  return name;
}
