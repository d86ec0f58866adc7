import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { type EvidenceType, Locator, RootedPath } from '../../../../../core/domain/readiness/evidence.ts';
import { LOCATOR_FORMS, type LocatorDraft } from '../../../../../core/domain/readiness/locator-text.ts';
import type { RootId, TrackerId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { folderOfRoot } from '../../../../../db/records/root.ts';
import { readTracker } from '../../../../../db/records/tracker.ts';
import { type FoundRoot, pathWithin } from '../../../../../db/usecases/roots.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { placeOfFile } from '../../trackers/roots/connect-root.ts';

export interface Located {
  readonly root: FoundRoot | RootId | null;
  /** Where the root is here; null without one, and where it is in no folder of this device. */
  readonly folder: string | null;
  readonly locator: Locator;
  /** The name of a file that was copied into the workspace. */
  readonly copied: string | null;
}

/** What a path of a person is meant in. */
export interface Target {
  readonly trackerId: TrackerId;
  /** A folder on this machine; null: where the tracker is. */
  readonly folder: string | null;
}

interface Base extends Pick<Located, 'root' | 'folder'> {
  /** What paths are relative to: within the root. */
  readonly from: string | null;
}

/** Finds out what a person means: a path below the root, or a file from elsewhere, which is copied. */
export async function locate(
  deps: EngineDeps,
  store: EvidencePorts['store'],
  draft: LocatorDraft,
  { trackerId, folder }: Target,
  signal: AbortSignal,
): Promise<Result<Located>> {
  const based = await baseOf(deps, trackerId, folder, signal);
  if (!based.ok) return based;
  const base = based.value;
  const { root } = base;
  if (draft.type === 'code') {
    if (root === null) return noRoot();
    const path = draft.path === null ? null : await pathBelow(deps, base, draft.path);
    if (draft.path !== null && path === null) return notBelow(draft.path);
    return located({ root, folder: base.folder, copied: null }, { ...draft, path });
  }
  const { file, ...named } = draft;
  const path = await pathBelow(deps, base, file);
  const subject =
    'subject' in named && named.subject !== undefined
      ? await pathBelow(deps, base, named.subject)
      : undefined;
  if (subject === null || (subject !== undefined && path === null)) return notTogether();
  const rest = subject === undefined ? named : { ...named, subject };
  if (path !== null)
    return located({ root, folder: base.folder, copied: null }, { ...rest, place: { path } });
  if (!isAbsolute(file) && base.from === null) return noRoot();
  const absolute = resolve(base.from ?? '/', file);
  const stored = await store.put(absolute, signal);
  if (!stored.ok) return stored;
  const elsewhere = { root: null, folder: null, copied: basename(absolute) };
  return located(elsewhere, { ...rest, place: { stored: stored.value.digest } });
}

function located(
  where: Omit<Located, 'locator'>,
  written: { readonly type: EvidenceType } & Readonly<Record<string, unknown>>,
): Result<Located> {
  const locator = Locator.safeParse(written);
  return locator.success
    ? ok({ ...where, locator: locator.data })
    : fail(
        'evidence.bad-locator',
        `This names no ${written.type}; write it like ${LOCATOR_FORMS[written.type]}. Nothing was added.`,
      );
}

async function baseOf(
  deps: EngineDeps,
  trackerId: TrackerId,
  folder: string | null,
  signal: AbortSignal,
): Promise<Result<Base>> {
  if (folder === null) {
    const root = readTracker(deps.db.read, trackerId)?.rootId ?? null;
    const here = root === null ? null : folderOfRoot(deps.db.read, root);
    return ok({ root, folder: here, from: here });
  }
  const facts = await deps.files.facts(folder).catch(() => null);
  if (facts?.isFolder !== true)
    return fail('file.missing', `There is no folder ${folder}. Nothing was added.`, { path: folder });
  // A root is found from a file in it.
  const found = await placeOfFile(deps, join(folder, 'evidence'), signal);
  if (!found.ok) return found;
  const { root, file } = found.value;
  return ok({ root, folder: root.folder, from: dirname(file) });
}

/** Null when it isn't below the root. */
async function pathBelow(deps: EngineDeps, base: Base, file: string): Promise<string | null> {
  if (base.folder === null || base.from === null)
    return base.root === null || isAbsolute(file) ? null : rooted(file);
  const absolute = resolve(base.from, file);
  const path = pathWithin(base.folder, absolute) ?? (await realWithin(deps, base.folder, absolute));
  return path === null ? null : rooted(path);
}

/** The same file may be spelled through a link. */
async function realWithin({ files }: EngineDeps, folder: string, file: string): Promise<string | null> {
  const [realFolder, realFile] = await Promise.all(
    [folder, file].map((path) => files.realPath(path).catch(() => null)),
  );
  return realFolder == null || realFile == null ? null : pathWithin(realFolder, realFile);
}

function rooted(path: string): string | null {
  return RootedPath.safeParse(path).success ? path : null;
}

function noRoot() {
  return fail(
    'evidence.no-root',
    'The tracker of this item lies in no folder or repository that a path could be meant in. Nothing was added; name a folder.',
  );
}

function notTogether() {
  return fail(
    'evidence.bad-locator',
    'A statement and the file it is about have to be in the same repository or folder. Nothing was added; name that folder.',
  );
}

function notBelow(path: string) {
  return fail(
    'evidence.bad-locator',
    `${path} is not in the repository, so there is no code of it to point to. Nothing was added; name the folder of its repository.`,
    { path },
  );
}
