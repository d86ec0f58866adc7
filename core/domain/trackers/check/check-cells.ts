import { planEdits } from '../edit/edit.ts';
import type { Field, FieldKind, ParsedDocument, ParsedItem } from '../model.ts';
import { fieldSpan, type Splice } from '../text/span.ts';
import { firstMark } from '../vocabulary/marks.ts';
import { legalMoves, sameWord } from '../vocabulary/vocabulary.ts';

/** One editable cell with the edit that is tried on it. */
export interface TriedCell {
  readonly item: number;
  readonly field: number;
  readonly line: number;
  readonly splice: Splice;
  /** What the field has to say afterwards; null where the document may word it its own way. */
  readonly says: string | null;
}

export interface CellPlan {
  readonly cells: readonly TriedCell[];
  readonly locked: number;
  /** Status cells without another word to move to. */
  readonly final: number;
  readonly failures: readonly { readonly line: number; readonly what: string }[];
}

const CONTEXT = { today: '2030-01-31', log: false, actor: 'check' };

/** Plans one edit for every editable cell and checks that each is one splice inside its own cell. */
export function planCells(doc: ParsedDocument, maxEdits: number): CellPlan {
  const cells: TriedCell[] = [];
  const failures: { line: number; what: string }[] = [];
  let locked = 0;
  let final = 0;
  doc.items.forEach((item, itemAt) => {
    item.fields.forEach((field, fieldAt) => {
      if (!field.editable) locked += 1;
      if (!field.editable || cells.length >= maxEdits) return;
      const value = nastyValue(item, field, cells.length) ?? otherValue(doc, item, field);
      if (value === null) {
        final += 1;
        return;
      }
      const tried = tryValues(doc, item, field, value);
      if (typeof tried === 'string')
        failures.push({ line: item.line, what: `${item.address} ${field.name}: ${tried}` });
      else cells.push({ item: itemAt, field: fieldAt, line: item.line, ...tried });
    });
  });
  return { cells, locked, final, failures };
}

/** A value that goes on from odd content (a comment's end, a control character) is refused where a plain word is not. */
function tryValues(doc: ParsedDocument, item: ParsedItem, field: Field, value: string): Tried | string {
  const tried = planOne(doc, item, field, value);
  if (typeof tried !== 'string' || !TEXTS.has(field.kind)) return tried;
  const plain = planOne(doc, item, field, 'Checked');
  return typeof plain === 'string' ? tried : plain;
}

type Tried = Pick<TriedCell, 'splice' | 'says'>;

const TEXTS: ReadonlySet<FieldKind> = new Set(['text', 'notes', 'owner']);

/** What ends a plain scalar early, or reads as a number, a day, a truth value, nothing or an alias. */
const NASTY_SCALARS = [
  'a, [b] {c}: d #e',
  'no',
  '12:30',
  '~',
  '- f',
  `it's "g"`,
  '0o17',
  '*h',
  '2031-05-17',
  'i: j',
];

/** A value that breaks its place where it is not quoted or escaped for it; null where none is known. */
function nastyValue(item: ParsedItem, field: Field, turn: number): string | null {
  if (!TEXTS.has(field.kind)) return null;
  if (item.carrier === 'yaml-task') return NASTY_SCALARS[turn % NASTY_SCALARS.length] ?? null;
  const isCell = item.carrier === 'table-row' && field.name !== 'name' && field.kind !== 'owner';
  return isCell ? `${field.value} checked | twice`.trim() : null;
}

/** Its day may as well be its month, so that only other days tell which it is. */
const EITHER_WAY = '2031-06-05';

/**
 * A day that other cells have to tell the order of, set in a cell of days; null for other cells, and where the edit is
 * refused since nothing else would tell it.
 */
export function planDay(
  doc: ParsedDocument,
  cell: TriedCell,
  reread: (text: string) => ParsedDocument,
): TriedCell | string | null {
  const item = doc.items[cell.item];
  const field = item?.fields[cell.field];
  if (item === undefined || field?.kind !== 'date' || !/\d[/-]\d{1,2}[/-]\d/u.test(field.raw)) return null;
  const edit = {
    kind: 'set-field',
    address: item.address,
    field: field.name,
    value: EITHER_WAY,
    here: true,
  } as const;
  const plan = planEdits(doc, [edit], { ...CONTEXT, reread });
  if (!plan.ok) return plan.error.code === 'value.not-allowed' ? null : plan.error.message;
  const [splice] = plan.value.splices;
  return splice === undefined ? null : { ...cell, splice, says: EITHER_WAY };
}

function planOne(doc: ParsedDocument, item: ParsedItem, field: Field, value: string): Tried | string {
  const edit = { kind: 'set-field', address: item.address, field: field.name, value, here: true } as const;
  const plan = planEdits(doc, [edit], CONTEXT);
  if (!plan.ok) return `the edit was refused: ${plan.error.message}`;
  const [splice, more] = plan.value.splices;
  if (splice === undefined) return `setting it to "${value}" changed nothing`;
  if (more !== undefined) return `one edit became ${plan.value.splices.length} changes`;
  const { start, end } = fieldSpan(item, field);
  if (splice.start < start || splice.end > end) return 'the edit reaches beyond its cell';
  const isExact = item.carrier === 'yaml-task' && TEXTS.has(field.kind);
  return { splice, says: isExact ? value : null };
}

/** A value that differs from the one there, of the kind the field takes. */
export function otherValue(doc: ParsedDocument, item: ParsedItem, field: Field): string | null {
  switch (field.kind) {
    case 'check':
      return field.value === 'true' ? 'false' : 'true';
    case 'date':
      return field.value === '2031-05-17' ? '2031-05-18' : '2031-05-17';
    case 'status':
      return otherStatus(doc, item, field);
    case 'owner':
    case 'text':
    case 'notes':
      return field.value === '' ? 'Checked' : `${field.value} checked`;
    case 'number':
      return /^\d+$/u.test(field.value) ? `${field.value}1` : '1';
    default:
      return null;
  }
}

function otherStatus(doc: ParsedDocument, item: ParsedItem, field: Field): string | null {
  const vocabulary = doc.vocabularies.find((entry) => entry.id === item.vocabulary);
  if (vocabulary === undefined) return null;
  const from = item.status ?? field.value;
  const moves = from === '' ? vocabulary.words : legalMoves(vocabulary, from);
  // A sign in front follows where it would contradict, which is a second change by intent.
  const sign = item.fields.find(({ name }) => name === 'sign');
  const fits = moves.find(
    (entry) =>
      !sameWord(entry.word, from) && (sign === undefined || entry.state === firstMark(sign.raw)?.state),
  );
  return fits?.word ?? null;
}
