import { basename } from 'node:path';
import type { OutputOf } from '../../../../core/contract/index.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import { rankProfiles } from '../../../../core/domain/trackers/profiles/choose.ts';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import type { TrackerMapping } from '../../../../core/domain/trackers/vocabulary/mapping.ts';
import type { TrackerId } from '../../../../core/kernel/ids.ts';

type Preview = OutputOf<'trackers.preview'>['previews'][number];

const SAMPLE_ITEMS = 12;
const MAX_NOTES = 200;

/** What an import of this text would recognise, guess and leave alone. Nothing is written. */
export function previewOf(
  path: string,
  text: string,
  wanted: { profile: string | null; mapping: TrackerMapping | null },
  trackerId: TrackerId | null,
): Preview {
  const fileName = basename(path);
  const doc = parseTracker(text, { fileName, profile: wanted.profile, mapping: wanted.mapping });
  return {
    path,
    name: trackerNameOf(doc, fileName),
    profile: doc.profile,
    profiles: rankProfiles(text, fileName).map(({ id, label, score }) => ({ id, label, score })),
    recognised: { ...doc.counts },
    items: doc.items.length,
    skipped: doc.skipped.slice(0, MAX_NOTES).map((skip) => ({ ...skip })),
    guesses: doc.guesses.slice(0, MAX_NOTES).map((guess) => ({ ...guess })),
    columns: columnsOf(doc),
    words: wordsOf(doc),
    sample: doc.items.slice(0, SAMPLE_ITEMS).map((item) => ({
      title: item.title,
      status: item.status,
      state: item.state,
      due: item.fields.find((field) => field.name === 'date')?.value ?? null,
    })),
    trackerId,
    problem:
      doc.readOnly?.reason ??
      (doc.items.length === 0
        ? 'No items were recognised; its text can still be read, edited and compared.'
        : null),
  };
}

/** A path that can't be imported, with the reason where the preview would be. */
export function refusedPreview(path: string, problem: string, trackerId: TrackerId | null): Preview {
  return {
    path,
    name: basename(path),
    profile: '',
    profiles: [],
    recognised: {},
    items: 0,
    skipped: [],
    guesses: [],
    columns: [],
    words: [],
    sample: [],
    trackerId,
    problem,
  };
}

/** The document's own title, else its file name without the ending. */
export function trackerNameOf(doc: ParsedDocument, fileName: string): string {
  const title = doc.title.trim();
  return (title === '' ? fileName.replace(/\.[^.]+$/, '') : title).slice(0, 200);
}

function columnsOf(doc: ParsedDocument): Preview['columns'] {
  const columns = new Map<string, Preview['columns'][number]>();
  for (const item of doc.items) {
    for (const field of item.fields) {
      const known = columns.get(field.label);
      if (known === undefined)
        columns.set(field.label, { label: field.label, field: field.name, sample: field.raw });
      else if (known.sample === '' && field.raw !== '')
        columns.set(field.label, { ...known, sample: field.raw });
    }
  }
  return [...columns.values()];
}

function wordsOf(doc: ParsedDocument): Preview['words'] {
  const words = new Map<string, Preview['words'][number]>();
  for (const item of doc.items) {
    if (item.status === null || item.state === null) continue;
    const known = words.get(item.status);
    if (known === undefined) {
      words.set(item.status, { word: item.status, state: item.state, guess: item.guess, count: 1 });
    } else {
      words.set(item.status, { ...known, count: known.count + 1 });
    }
  }
  return [...words.values()].toSorted((a, b) => b.count - a.count);
}
