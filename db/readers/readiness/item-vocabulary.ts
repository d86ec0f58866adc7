import { DocumentOutline } from '../../../core/domain/trackers/rows/outline.ts';
import type { Vocabulary } from '../../../core/domain/trackers/vocabulary/vocabulary.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';

const { vocabularies: Vocabularies } = DocumentOutline.shape;

/** The words that an item's status is one of, without reading its text again; null where it has none. */
export function itemVocabulary(
  read: Reader,
  { trackerId, vocabulary }: { readonly trackerId: TrackerId; readonly vocabulary: string | null },
): Pick<Vocabulary, 'words'> | null {
  const text = read.value<string>(
    "SELECT json_extract(outline, '$.d.vocabularies') FROM tracker_outline WHERE tracker_id = ?",
    trackerId,
  );
  const found = text === null ? null : Vocabularies.safeParse(JSON.parse(text));
  return found?.data?.find(({ id }) => id === vocabulary) ?? null;
}
