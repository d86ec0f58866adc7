import type { WorkedOut } from '../../../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { ItemRow } from '../../../../../core/domain/trackers/rows/item-rows.ts';
import { isFinished } from '../../../../../core/domain/trackers/vocabulary/states.ts';
import {
  legalMoves,
  sameWord,
  type Vocabulary,
  type VocabularyWord,
} from '../../../../../core/domain/trackers/vocabulary/vocabulary.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import { fieldChangedSince } from '../../../../../db/readers/readiness/field-changes.ts';
import { itemVocabulary } from '../../../../../db/readers/readiness/item-vocabulary.ts';
import { readTracker } from '../../../../../db/records/tracker.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';
import { isBehind } from '../../trackers/tracker-access.ts';

/** What is to be done about the status that an item states itself. */
export type CellPlan =
  | { readonly kind: 'none' | 'written' | 'left' }
  | { readonly kind: 'waiting'; readonly says: string }
  | {
      readonly kind: 'write';
      readonly row: ItemRow;
      readonly field: string;
      readonly value: string;
      /** What stands there now. */
      readonly seen: string;
    };

const NONE: CellPlan = { kind: 'none' };

/**
 * An item that waits to be signed off is to say the vocabulary's word for that, where it may move there; one that is
 * signed off its word for a phase that is locked, else for one that is done. A person who changes the word afterwards has
 * the last word.
 */
export function cellPlan(db: WorkspaceDb, standing: WorkedOut): CellPlan {
  const { state, request, completedAt } = standing;
  if (request === null || (state !== 'requested' && state !== 'signed')) return NONE;
  const row = itemRow(db.read, standing.itemId);
  if (row === null) return NONE;
  const field =
    row.fields.find(({ kind }) => kind === 'status') ?? row.fields.find(({ kind }) => kind === 'check');
  if (field === undefined) return NONE;
  const vocabulary = itemVocabulary(db.read, row);
  const wanted =
    state === 'signed' ? finishedWord(row, vocabulary, field.kind) : reviewWord(row, vocabulary, field.kind);
  if (wanted === null) return NONE;
  if (wanted === 'written')
    return isBehind(db, row.trackerId)
      ? { kind: 'waiting', says: 'It is kept here and is written into the file as soon as that can be done.' }
      : { kind: 'written' };
  const since = completedAt ?? Date.parse(request.asked.at);
  if (fieldChangedSince(db.read, row.id, field.name, since)) return { kind: 'left' };
  if ('says' in wanted) return { kind: 'waiting', says: wanted.says };
  const tracker = readTracker(db.read, row.trackerId);
  if (tracker?.path === null && tracker.rootId !== null)
    return { kind: 'waiting', says: `The file of ${tracker.name} is in no folder of this device.` };
  if (field.locked !== null || !field.editable)
    return { kind: 'waiting', says: field.locked ?? 'Its status can’t be edited here.' };
  return { kind: 'write', row, field: field.name, value: wanted.value, seen: field.raw };
}

type Words = Pick<Vocabulary, 'words'>;

type Wanted = 'written' | { readonly value: string } | { readonly says: string } | null;

function finishedWord(row: ItemRow, vocabulary: Words | null, kind: string): Wanted {
  if (kind === 'check') return row.state !== null && isFinished(row.state) ? 'written' : { value: 'true' };
  if (vocabulary === null) return null;
  const locked = vocabulary.words.filter((word) => word.state === 'locked');
  const words = locked.length > 0 ? locked : vocabulary.words.filter((word) => word.state === 'done');
  const [first] = words;
  if (first === undefined) return null;
  if (row.state === first.state) return 'written';
  const legal = movesOf(row, vocabulary);
  const word = words.find((one) => legal.some((move) => sameWord(move.word, one.word)));
  if (word !== undefined) return { value: word.word };
  const names = legal.map((move) => move.word);
  const may = names.length === 0 ? 'it is final' : `from there it may go to: ${names.join(', ')}`;
  return { says: `It says "${row.status ?? ''}", which can't become "${first.word}"; ${may}.` };
}

/** Only forwards: what is finished already stays so while it is looked at. */
function reviewWord(row: ItemRow, vocabulary: Words | null, kind: string): Wanted {
  if (kind === 'check' || vocabulary === null || row.state === null) return null;
  if (row.state === 'review') return 'written';
  if (isFinished(row.state) || row.state === 'dropped') return null;
  const word = movesOf(row, vocabulary).find((move) => move.state === 'review');
  return word === undefined ? null : { value: word.word };
}

function movesOf({ status }: ItemRow, vocabulary: Words): readonly VocabularyWord[] {
  return status === null || status === '' ? vocabulary.words : legalMoves(vocabulary, status);
}
