import { fileNameOf } from '../../core/domain/trackers/roots/root-path.ts';
import type { TrackerMapping } from '../../core/domain/trackers/vocabulary/mapping.ts';
import type { ReadingOptions } from '../document-cache.ts';
import { mappingJson } from '../json-columns.ts';
import type { TrackerRow } from './tracker.ts';

/** How a tracker's text is read: the profile and mapping its ops say at this point of the log. */
export function readingOptions(
  tracker: Pick<TrackerRow, 'relativePath' | 'name' | 'profile' | 'mapping'>,
): ReadingOptions {
  return {
    fileName: tracker.relativePath === null ? `${tracker.name}.md` : fileNameOf(tracker.relativePath),
    profile: tracker.profile,
    mapping: readMapping(tracker.mapping),
  };
}

function readMapping(text: string | null): TrackerMapping | null {
  if (text === null) return null;
  const mapping = mappingJson.read(text);
  return mapping.ok ? mapping.value : null;
}
