import { basename, extname } from 'node:path';
import type { Answer, ParsedInputOf } from '../../../../core/contract/index.ts';
import { shownItems } from '../../../../core/domain/trackers/places/shown-items.ts';
import { findProfile } from '../../../../core/domain/trackers/profiles/registry.ts';
import { parseTracker, readInSteps } from '../../../../core/domain/trackers/read/parse.ts';
import { fileNameOf } from '../../../../core/domain/trackers/roots/root-path.ts';
import { findTemplate, writeTemplate } from '../../../../core/domain/trackers/templates.ts';
import { decode, encode } from '../../../../core/domain/trackers/text/text.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { done, fail, ok } from '../../../../core/kernel/result.ts';
import { contentOf } from '../../../../db/contents/content-store.ts';
import { abandonIntent } from '../../../../db/usecases/intents.ts';
import {
  addTracker,
  remapTracker,
  removeTracker,
  renameTracker,
  restoreTracker,
} from '../../../../db/usecases/trackers.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { createFile } from '../../../../node/files/atomic-write.ts';
import type { Service } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { inSteps } from '../in-steps.ts';
import { whoseFile } from './export/whose-file.ts';
import { noteFileState } from './file-state.ts';
import { observeFile } from './observe-file.ts';
import { placeOfFile } from './roots/connect-root.ts';
import { liveTracker, openIntentsOf } from './tracker-access.ts';

/** A new tracker from a template: with a file of its own, or in the workspace until it is exported. */
export const createTracker: Service<EngineDeps, 'trackers.create'> = async (
  deps,
  input,
  { actorId, signal },
) => {
  const template = findTemplate(input.template);
  if (template === null) {
    return fail('template.not-found', `There is no template "${input.template}". Nothing was made.`, {
      template: input.template,
    });
  }
  const text = writeTemplate(template, { name: input.name, today: today(deps.clock) });
  const path = input.path === null ? null : withExtension(absolutePath(input.path));
  const bytes = encode(text);
  if (path !== null) {
    const free = await whoseFile(deps, path);
    if (!free.ok) return free;
    const token = Buffer.from(deps.entropy.bytes(6)).toString('hex');
    const made = await createFile(deps.files, { path, bytes, token, overwrite: false });
    if (!made.ok) return made.error.code === 'file.exists' ? made : asWriteFailed(made);
  }
  const place = path === null ? null : await placeOfFile(deps, path, signal);
  if (place?.ok === false) return place;
  const fileName = path === null ? `${input.name}.md` : basename(path);
  const added = addTracker(deps.db, {
    name: input.name.trim(),
    path: place?.value.file ?? null,
    root: place?.value.root ?? null,
    profile: parseTracker(text, { fileName }).profile,
    mapping: null,
    bytes,
    actorId,
    summary: `Created from the template "${template.label}".`,
  });
  if (!added.ok) return added;
  if (place !== null) deps.follow(place.value.file);
  const tracker = liveTracker(deps.db, added.value.trackerId);
  if (tracker.ok && path === null) noteFileState(deps, tracker.value, null);
  return ok({ trackerId: added.value.trackerId });
};

export const rename: Service<EngineDeps, 'trackers.rename'> = ({ db }, { trackerId, name }, { actorId }) =>
  done(renameTracker(db, actorId, trackerId, name.trim()));

/** The file stays; everything known about the tracker comes back with `restore`. */
export const remove: Service<EngineDeps, 'trackers.remove'> = (deps, input, { actorId }) => {
  return deps.queue.run(input.trackerId, async () => {
    const removed = removeTracker(deps.db, actorId, input.trackerId);
    if (!removed.ok) return removed;
    // What still waited for the file was never acknowledged; it must not wake up with the tracker in a year.
    for (const intent of openIntentsOf(deps.db, input.trackerId)) {
      const withdrawn = abandonIntent(deps.db, intent.id, 'tracker.removed');
      if (!withdrawn.ok) return withdrawn;
    }
    const { name, path } = removed.value;
    if (path !== null) deps.unfollow(path);
    const kept = path === null ? 'Its text is kept' : `${path} stays as it is`;
    return ok({
      summary: `${name} was taken out of the workspace. ${kept}; restoring brings everything back.`,
    });
  });
};

export const restore: Service<EngineDeps, 'trackers.restore'> = (deps, input, { actorId }) => {
  return deps.queue.run(input.trackerId, async () => {
    const restored = restoreTracker(deps.db, actorId, input.trackerId);
    if (!restored.ok) return restored;
    const { name, path } = restored.value;
    if (path !== null) deps.follow(path);
    const observed = await observeFile(deps, input.trackerId);
    if (!observed.ok) return observed;
    return ok({ summary: `${name} is back.${observed.value.changed ? ` ${observed.value.summary}` : ''}` });
  });
};

/** Reads the tracker with another profile or mapping. The text stays; null profile: the best fit. */
export const remap: Service<EngineDeps, 'trackers.remap'> = (deps, input, { actorId }) =>
  deps.queue.run(input.trackerId, () => readAs(deps, input, actorId));

/** Must run in the tracker's queue. */
export async function readAs(
  deps: EngineDeps,
  { trackerId, profile, mapping }: ParsedInputOf<'trackers.remap'>,
  actorId: ActorId,
): Promise<Answer<'trackers.remap'>> {
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return found;
  if (profile !== null && findProfile(profile) === null)
    return fail('profile.not-found', `There is no profile "${profile}". Nothing was changed.`, { profile });
  const { name, relativePath, hash } = found.value;
  const fileName = relativePath === null ? `${name}.md` : fileNameOf(relativePath);
  const text = decode(contentOf(deps.db, hash));
  const doc = await inSteps(readInSteps(text, { fileName, profile, mapping }));
  const remapped = remapTracker(deps.db, actorId, trackerId, { profile: doc.profile, mapping });
  if (!remapped.ok) return remapped;
  const label = findProfile(doc.profile)?.label ?? doc.profile;
  return ok({
    summary: `${name} is read as "${label}" now: ${shownItems(doc).length} items. Its text was not changed.`,
  });
}

function withExtension(path: string): string {
  return extname(path) === '' ? `${path}.md` : path;
}

function asWriteFailed(failed: {
  readonly error: {
    readonly message: string;
    readonly facts: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  };
}) {
  return fail('file.write-failed', failed.error.message, failed.error.facts, true);
}
