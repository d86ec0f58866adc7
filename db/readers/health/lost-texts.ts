import type { TrackerId } from '../../../core/kernel/ids.ts';
import { getContent } from '../../contents/content-store.ts';
import type { Reader } from '../../handle.ts';

export interface LostText {
  readonly trackerId: TrackerId;
  readonly sequence: number;
  readonly hash: string;
  /** It is the text shown. */
  readonly current: boolean;
}

export interface TextsReport {
  /** Texts of the history that were looked for, and how many of them were read to the end. */
  readonly known: number;
  readonly read: number;
  /** Missing or damaged. */
  readonly lost: number;
  /** The first of them, those that are shown before others. */
  readonly examples: readonly LostText[];
}

export interface TextsBounds {
  /** Texts that are looked for, the newest. */
  readonly known: number;
  /** Texts and bytes that are read, those shown before others. */
  readonly texts: number;
  readonly bytes: number;
}

const EXAMPLES = 20;

/** Whether the texts of the history are there; within the bounds they are read as well, and compared with their hash. */
export function lostTexts(read: Reader, bounds: TextsBounds): TextsReport {
  const texts = read.all<
    Omit<LostText, 'current'> & { readonly bytes: number; readonly current: 0 | 1; readonly there: 0 | 1 }
  >(
    `SELECT r.tracker_id AS trackerId, r.sequence, r.hash, r.bytes, r.id = t.revision_id AS current,
       EXISTS (SELECT 1 FROM content c WHERE c.hash = r.hash) AS there
     FROM (SELECT rowid AS place, id, tracker_id, sequence, hash, bytes FROM revision ORDER BY rowid DESC LIMIT ?) r
     JOIN tracker t ON t.id = r.tracker_id ORDER BY current DESC, r.place DESC`,
    bounds.known,
  );
  const examples: LostText[] = [];
  let [lost, checked, bytes] = [0, 0, 0];
  for (const { trackerId, sequence, hash, ...text } of texts) {
    let isLost = text.there === 0;
    if (!isLost && checked < bounds.texts && bytes < bounds.bytes) {
      checked += 1;
      bytes += text.bytes;
      isLost = getContent(read, hash) === null;
    }
    if (!isLost) continue;
    lost += 1;
    if (examples.length < EXAMPLES) examples.push({ trackerId, sequence, hash, current: text.current === 1 });
  }
  return { known: texts.length, read: checked, lost, examples };
}
