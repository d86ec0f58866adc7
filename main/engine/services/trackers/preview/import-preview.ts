import { basename } from 'node:path';
import type { OutputOf } from '../../../../../core/contract/index.ts';
import type { ParsedDocument } from '../../../../../core/domain/trackers/model.ts';
import { shownItems } from '../../../../../core/domain/trackers/places/shown-items.ts';
import { rankProfiles } from '../../../../../core/domain/trackers/profiles/choose.ts';
import { readInSteps } from '../../../../../core/domain/trackers/read/parse.ts';
import {
  shapeOfHeader,
  type TrackerMapping,
} from '../../../../../core/domain/trackers/vocabulary/mapping.ts';
import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import type { Steps } from '../../../../../core/kernel/steps.ts';
import type { RecallMapping } from './recall-mapping.ts';

type Preview = OutputOf<'trackers.preview'>['previews'][number];
/** What is read from a file, whatever becomes of it. */
type FileReading = Omit<Extract<Preview, { kind: 'new' }>, 'kind'>;

const SAMPLE_ITEMS = 12;
const MAX_NOTES = 200;
const MAX_TABLES = 60;

/** What an import of this text would recognise, guess and leave alone. Nothing is written. */
export function* previewOf(
  path: string,
  text: string,
  wanted: { readonly profile: string | null; readonly mapping: TrackerMapping | null },
  trackerId: TrackerId | null,
  recall: RecallMapping,
): Steps<FileReading> {
  const fileName = basename(path);
  const doc = yield* readInSteps(text, { fileName, profile: wanted.profile, mapping: wanted.mapping });
  const items = shownItems(doc);
  const tables = tablesOf(doc);
  const words = wordsOf(doc);
  return {
    path,
    name: trackerNameOf(doc, fileName),
    profile: doc.profile,
    profiles: rankProfiles(text, fileName).map(({ id, label, score }) => ({ id, label, score })),
    recognised: { ...doc.counts },
    items: items.length,
    skipped: doc.skipped.slice(0, MAX_NOTES).map((skip) => ({ ...skip })),
    guesses: doc.guesses.slice(0, MAX_NOTES).map((guess) => ({ ...guess })),
    tables: tables.slice(0, MAX_TABLES),
    moreTables: Math.max(0, tables.length - MAX_TABLES),
    words,
    sample: items.slice(0, SAMPLE_ITEMS).map((item) => ({
      title: item.title,
      status: item.status,
      state: item.state,
      due: item.fields.find((field) => field.name === 'date')?.value ?? null,
    })),
    remembered: recall(
      tables.map(({ shape }) => shape),
      words.map(({ word }) => word),
      trackerId,
    ),
    problem:
      doc.readOnly?.reason ??
      (doc.items.length === 0
        ? 'No items were recognised; its text can still be read, edited and compared.'
        : null),
  };
}

/** The document's own title, else its file name without the ending. */
export function trackerNameOf(doc: ParsedDocument, fileName: string): string {
  const title = doc.title.trim();
  return (title === '' ? fileName.replace(/\.[^.]+$/, '') : title).slice(0, 200);
}

/** Tables of one shape that were read alike are one entry. */
function tablesOf(doc: ParsedDocument): FileReading['tables'] {
  const found = new Map<string, FileReading['tables'][number]>();
  for (const table of doc.tables) {
    const shape = shapeOfHeader(table.columns.map(({ label }) => label));
    const followed = table.leftAlone === null;
    const key = JSON.stringify([shape, table.kind, followed, table.columns.map(({ field }) => field)]);
    const known = found.get(key);
    const section = doc.sections.findLast(({ line }) => line <= table.line);
    found.set(key, {
      shape,
      heading: section?.title ?? '',
      kind: table.kind,
      followed,
      sureness: table.sureness,
      reasons: [...table.reasons],
      columns: table.columns.map((column) => ({ ...column, reasons: [...column.reasons] })),
      ...known,
      lines: [...(known?.lines ?? []), table.line],
      rows: (known?.rows ?? 0) + table.rows,
    });
  }
  return [...found.values()];
}

function wordsOf(doc: ParsedDocument): FileReading['words'] {
  const words = new Map<string, FileReading['words'][number]>();
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
