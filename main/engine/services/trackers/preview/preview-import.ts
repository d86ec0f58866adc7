import type { OutputOf, ParsedInputOf } from '../../../../../core/contract/index.ts';
import { decode } from '../../../../../core/domain/trackers/text/text.ts';
import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { readingOptions } from '../../../../../db/records/reading-options.ts';
import { type ExpandedPath, expandPaths } from '../../../files/expand-paths.ts';
import { readTrackerFile } from '../../../files/read-tracker-file.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { inSteps } from '../../in-steps.ts';
import { createRootFinder } from '../roots/root-finder.ts';
import { createFileClassifier, type WhatFileIs } from '../roots/what-file-is.ts';
import { previewOf } from './import-preview.ts';
import { createRecall, type RecallMapping } from './recall-mapping.ts';

type Preview = OutputOf<'trackers.preview'>['previews'][number];

/** A person looks at previews; files beyond so many are named unread. */
const MAX_PREVIEWS = 500;

/** What an import would recognise, file by file. Nothing is written. */
export const previewImport: Service<EngineDeps, 'trackers.preview'> = async (deps, input, { signal }) => {
  const expanded = await expandPaths(deps.files, input.paths, signal);
  if (!expanded.ok) return expanded;
  const placeOf = createRootFinder(deps, signal);
  const whatIs = createFileClassifier(deps);
  const recall = createRecall(deps);
  const previews: Preview[] = [];
  let leftOut = 0;
  for (const file of expanded.value.slice(0, MAX_PREVIEWS)) {
    const place = await placeOf(file.path);
    const what = await whatIs({ ...file, path: place.file });
    const preview = await previewFile(deps, file, what, input, recall);
    if (preview.kind === 'new' && preview.items === 0 && !file.named) leftOut += 1;
    else previews.push(preview);
  }
  const unread = expanded.value.slice(MAX_PREVIEWS).map(({ path }) => path);
  return ok({ previews, unread, leftOut });
};

async function previewFile(
  deps: EngineDeps,
  { path }: ExpandedPath,
  what: WhatFileIs,
  wanted: ParsedInputOf<'trackers.preview'>,
  recall: RecallMapping,
): Promise<Preview> {
  if (what.kind === 'refused') return refused(path, what.error);
  const preview = (
    bytes: Uint8Array,
    as: Pick<typeof wanted, 'profile' | 'mapping'>,
    trackerId: TrackerId | null,
  ) => inSteps(previewOf(path, decode(bytes), as, trackerId, recall));
  if (what.kind === 'new') return { kind: 'new', ...(await preview(what.file.bytes, wanted, null)) };
  const { id: trackerId, name: trackerName } = what.tracker;
  const said = readingOptions(what.tracker);
  if (what.kind === 'returning') {
    const { bytes } = what.file;
    const reading = await preview(bytes, wanted, trackerId);
    // Unless something else is chosen it comes back read as it was.
    const asBefore = wanted.profile === null && wanted.mapping === null;
    const { items, recognised } = asBefore ? await preview(bytes, said, trackerId) : reading;
    return { kind: 'returning', ...reading, items, recognised, trackerId, trackerName, said, was: what.was };
  }
  const read = await readTrackerFile(deps.files, path);
  if (!read.ok) return refused(path, read.error);
  const reading = await preview(read.value.bytes, wanted, trackerId);
  return { kind: 'known', ...reading, trackerId, said };
}

function refused(
  path: string,
  { code, message }: { readonly code: string; readonly message: string },
): Preview {
  return { kind: 'refused', path, code, problem: message };
}
