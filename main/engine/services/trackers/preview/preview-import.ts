import { decode } from '../../../../../core/domain/trackers/text/text.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { readingOptions } from '../../../../../db/records/reading-options.ts';
import { expandPaths } from '../../../files/expand-paths.ts';
import { readTrackerFile } from '../../../files/read-tracker-file.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { whyConflictCopy } from '../roots/conflict-copies.ts';
import { createKnownFiles } from '../roots/known-files.ts';
import { previewOf, refusedPreview } from './import-preview.ts';
import { createRecall } from './recall-mapping.ts';

/** A person looks at previews; more than this is imported without. */
const MAX_PREVIEWS = 500;

/** What an import would recognise, file by file. Nothing is written. */
export const previewImport: Service<EngineDeps, 'trackers.preview'> = async (deps, input, { signal }) => {
  const expanded = await expandPaths(deps.files, input.paths, signal);
  if (!expanded.ok) return expanded;
  if (expanded.value.length > MAX_PREVIEWS) {
    return fail(
      'import.too-many',
      `${expanded.value.length} files match; a preview shows up to ${MAX_PREVIEWS}. Import them directly, or name fewer.`,
      { limit: MAX_PREVIEWS },
    );
  }
  const knownFiles = createKnownFiles(deps);
  const recall = createRecall(deps);
  const previews: ReturnType<typeof previewOf>[] = [];
  let leftOut = 0;
  for (const { path, named } of expanded.value) {
    const copy = named ? null : await whyConflictCopy(deps.files, path);
    if (copy !== null) {
      previews.push(refusedPreview(path, copy, null));
      continue;
    }
    const known = await knownFiles.at(path);
    const trackerId = known !== null && known.removedAt === null ? known.id : null;
    const read = await readTrackerFile(deps.files, path);
    if (!read.ok) {
      previews.push(refusedPreview(path, read.error.message, trackerId));
      continue;
    }
    const said = known === null || trackerId === null ? null : readingOptions(known);
    const preview = previewOf(path, decode(read.value.bytes), input, { trackerId, said, recall });
    if (named || preview.items > 0) previews.push(preview);
    else leftOut += 1;
  }
  return ok({ previews, leftOut });
};
