import type { Reading } from '../../core/domain/trackers/history/revision-record.ts';
import { mappingJson } from '../json-columns.ts';
import type { TrackerRow } from './tracker.ts';

/** How a tracker's current text is read. */
export function readingOptions(tracker: Pick<TrackerRow, 'profile' | 'mapping'>): Reading {
  const mapping = tracker.mapping === null ? null : mappingJson.read(tracker.mapping);
  return { profile: tracker.profile ?? 'generic', mapping: mapping?.ok === true ? mapping.value : null };
}
