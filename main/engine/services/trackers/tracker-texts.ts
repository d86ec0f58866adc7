import type { ExtraOf } from '../../../../core/contract/index.ts';
import { bodyOf } from '../../../../core/domain/trackers/edit/edit-prose.ts';
import { findProfile } from '../../../../core/domain/trackers/profiles/registry.ts';
import { diffLines } from '../../../../core/domain/trackers/text/line-diff.ts';
import { decode, encode, eolOf } from '../../../../core/domain/trackers/text/text.ts';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import {
  revisionBytes,
  trackerDiagrams,
  trackerOutline,
  trackerRevisions,
} from '../../../../db/readers/tracker-views.ts';
import { contentHash } from '../../../../node/files/content-hash.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { actorName, documentAt, type LiveTracker, liveTracker } from './tracker-access.ts';

/** A screen shows text up to here and says that there is more; exports are always whole. */
const MAX_SOURCE_UNITS = 4_000_000;

/** What the text shown is made of; null while there is none. */
export function documentShown({ db }: EngineDeps, trackerId: TrackerId): ExtraOf<'trackers.one'>['document'] {
  const read = trackerOutline(db.read, trackerId);
  if (read === null) return null;
  const { guesses: _guesses, ...rest } = read;
  const profile = findProfile(rest.profile);
  return {
    outline: { ...rest, logAppend: profile?.logAppend ?? false, stampMeta: profile?.stampMeta ?? null },
    diagrams: trackerDiagrams(db.read, trackerId) ?? [],
  };
}

export const revisions: Service<EngineDeps, 'trackers.revisions'> = (deps, input) => {
  const found = liveTracker(deps.db, input.trackerId);
  if (!found.ok) return found;
  const me = actorName(deps.db, deps.owner());
  const { rows, total } = trackerRevisions(deps.db.read, input.trackerId, input.limit, me);
  return ok({ rows, total, current: found.value.sequence });
};

export const source: Service<EngineDeps, 'trackers.source'> = (deps, input) => {
  const found = liveTracker(deps.db, input.trackerId);
  if (!found.ok) return found;
  const revision = revisionBytes(deps.db, input.trackerId, input.revision);
  if (revision === null) return notThere(input.trackerId);
  const text = decode(revision.bytes);
  return ok({
    text: text.slice(0, MAX_SOURCE_UNITS),
    hash: revision.hash,
    eol: eolOf(text),
    bom: text.startsWith('\uFEFF'),
    truncated: text.length > MAX_SOURCE_UNITS,
  });
};

export const section: Service<EngineDeps, 'trackers.section'> = (deps, input) => {
  const found = liveTracker(deps.db, input.trackerId);
  if (!found.ok) return found;
  const doc = documentAt(deps.db, found.value, found.value.hash);
  const wanted = doc.sections.find((one) => one.path === input.sectionPath);
  if (wanted === undefined) {
    return fail('section.not-found', `${found.value.name} has no section "${input.sectionPath}".`, {
      sectionPath: input.sectionPath,
    });
  }
  const span = bodyOf(doc.text, wanted);
  const body = doc.text.slice(span.start, span.end);
  return ok({ title: wanted.title, body, hash: contentHash(encode(body)) });
};

export const diff: Service<EngineDeps, 'trackers.diff'> = async (deps, input) => {
  const found = liveTracker(deps.db, input.trackerId);
  if (!found.ok) return found;
  const from = await textAt(deps, found.value, input.from);
  if (!from.ok) return from;
  const to = await textAt(deps, found.value, input.to);
  return to.ok ? ok(diffLines(from.value, to.value)) : to;
};

async function textAt(
  deps: EngineDeps,
  tracker: LiveTracker,
  which: number | 'disk' | 'current',
): Promise<Result<string>> {
  if (which === 'disk') {
    if (tracker.path === null)
      return fail('file.missing', `${tracker.name} has no file here.`, { trackerId: tracker.id });
    const read = await readTrackerFile(deps.files, tracker.path);
    if (read.ok) return ok(decode(read.value.bytes));
    return fail('file.missing', read.error.message, read.error.facts, true);
  }
  const revision = revisionBytes(deps.db, tracker.id, which === 'current' ? null : which);
  if (revision !== null) return ok(decode(revision.bytes));
  return fail('revision.not-found', `${tracker.name} has no version ${which}.`, { trackerId: tracker.id });
}

function notThere(trackerId: string) {
  return fail('tracker.not-found', 'This text is not in the workspace.', { trackerId });
}
