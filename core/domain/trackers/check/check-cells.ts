import { planEdits } from '../edit/edit.ts';
import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { fieldSpan, type Splice } from '../text/span.ts';
import { legalMoves, sameWord } from '../vocabulary/vocabulary.ts';

/** One editable cell with the edit that is tried on it. */
export interface TriedCell {
  readonly item: number;
  readonly field: number;
  readonly line: number;
  readonly splice: Splice;
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
      const value = otherValue(doc, item, field);
      if (value === null) {
        final += 1;
        return;
      }
      const tried = tryValues(doc, item, field, value);
      if (typeof tried === 'string')
        failures.push({ line: item.line, what: `${item.address} ${field.name}: ${tried}` });
      else cells.push({ item: itemAt, field: fieldAt, line: item.line, splice: tried });
    });
  });
  return { cells, locked, final, failures };
}

/** A value that goes on from odd content (a comment's end, a control character) is refused where a plain word is not. */
function tryValues(doc: ParsedDocument, item: ParsedItem, field: Field, value: string): Splice | string {
  const tried = planOne(doc, item, field, value);
  const isText = field.kind === 'text' || field.kind === 'notes' || field.kind === 'owner';
  if (typeof tried !== 'string' || !isText) return tried;
  const plain = planOne(doc, item, field, 'Checked');
  return typeof plain === 'string' ? tried : plain;
}

function planOne(doc: ParsedDocument, item: ParsedItem, field: Field, value: string): Splice | string {
  const edit = { kind: 'set-field', address: item.address, field: field.name, value } as const;
  const plan = planEdits(doc, [edit], CONTEXT);
  if (!plan.ok) return `the edit was refused: ${plan.error.message}`;
  const [splice, more] = plan.value.splices;
  if (splice === undefined) return `setting it to "${value}" changed nothing`;
  if (more !== undefined) return `one edit became ${plan.value.splices.length} changes`;
  const { start, end } = fieldSpan(item, field);
  const inside = splice.start >= start && splice.end <= end;
  return inside ? splice : 'the edit reaches beyond its cell';
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
  return moves.find((entry) => !sameWord(entry.word, from))?.word ?? null;
}
