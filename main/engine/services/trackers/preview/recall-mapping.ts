import type { TrackerMapping } from '../../../../../core/domain/trackers/vocabulary/mapping.ts';
import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { readingOptions } from '../../../../../db/records/reading-options.ts';
import { readingsSaidAt } from '../../../../../db/records/revision.ts';
import { readRemovedTrackers, readTrackers, type TrackerRow } from '../../../../../db/records/tracker.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** What was said of tables of these shapes in another tracker, with its name; null when nothing was. */
export type RecallMapping = (
  shapes: readonly string[],
  words: readonly string[],
  except: TrackerId | null,
) => { readonly from: string; readonly mapping: TrackerMapping } | null;

interface Said {
  readonly tracker: TrackerRow;
  readonly mapping: TrackerMapping;
}

/**
 * The mappings of the trackers are the memory: they travel to every device, and what was said last comes first. Removed
 * trackers count too, since taking one out does not take back what its columns mean.
 */
export function createRecall({ db }: EngineDeps): RecallMapping {
  let known: readonly Said[] | null = null;
  return (shapes, words, except) => {
    known ??= readSaid(db.read);
    const wanted = new Set(shapes);
    const own = known.filter(({ tracker }) => tracker.id !== except);
    const match = own.find(({ mapping }) =>
      Object.keys(mapping.tables ?? {}).some((shape) => wanted.has(shape)),
    );
    if (match === undefined) return null;
    const { tracker, mapping } = match;
    const tables = Object.entries(mapping.tables ?? {}).filter(([shape]) => wanted.has(shape));
    const spoken = Object.entries(mapping.words).filter(([word]) => words.includes(word));
    return {
      from: tracker.name,
      mapping: { columns: {}, words: Object.fromEntries(spoken), tables: Object.fromEntries(tables) },
    };
  };
}

function readSaid(db: EngineDeps['db']['read']): Said[] {
  const saidAt = readingsSaidAt(db);
  const at = ({ tracker }: Said): number => saidAt.get(tracker.id) ?? 0;
  return [...readTrackers(db), ...readRemovedTrackers(db)]
    .flatMap((tracker) => {
      const { mapping } = readingOptions(tracker);
      return mapping === null ? [] : [{ tracker, mapping }];
    })
    .sort((one, other) => at(other) - at(one));
}
