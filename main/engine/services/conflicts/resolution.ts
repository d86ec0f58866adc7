import {
  type AddressedEdit,
  type EditContext,
  planEdits,
} from '../../../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import { placesOfItem } from '../../../../core/domain/trackers/places/shown-items.ts';
import type { Splice } from '../../../../core/domain/trackers/text/span.ts';
import type { ConflictRecord, ConflictSide } from '../../../../db/records/conflict.ts';

export function otherSide(side: ConflictSide): ConflictSide {
  return side === 'earlier' ? 'later' : 'earlier';
}

/**
 * What must change in the text so that it says the chosen side; `by-hand` when that can't be told any more,
 * `written-since` when it says neither side, by an edit that the choice is not about.
 */
export type Resolution = { readonly splices: readonly Splice[] } | 'by-hand' | 'written-since';

const NOTHING: Resolution = { splices: [] };

/**
 * The text after a person chose a side. The file already says what the conflict's rule kept, so often nothing is left to
 * do, and what was written since is not overwritten. `address` is where the item stands now, null when it is gone.
 */
export function resolutionOf(
  doc: ParsedDocument,
  conflict: ConflictRecord,
  address: string | null,
  keep: ConflictSide,
  reread?: EditContext['reread'],
): Resolution {
  const wanted = conflict[keep];
  if (conflict.field === 'text' || conflict.field === 'line') return rewritten(doc, conflict, keep);
  if (conflict.field === 'position') return keep === conflict.kept ? NOTHING : 'by-hand';
  if (conflict.field === 'item') {
    // The changed row stayed. The side without a row wanted it gone.
    if (wanted !== null) return address === null ? 'by-hand' : NOTHING;
    if (address === null) return NOTHING;
    return doc.text.includes(conflict[otherSide(keep)] ?? '')
      ? planned(doc, reread, { kind: 'delete-item', address })
      : 'written-since';
  }
  if (wanted === null) return 'by-hand';
  if (address === null) {
    const meta = doc.meta.find((field) => field.name === conflict.field);
    if (meta === undefined) return 'by-hand';
    return valued(meta.value, conflict, wanted, () =>
      planned(doc, reread, { kind: 'set-meta', name: conflict.field, value: wanted }),
    );
  }
  const item = doc.items.find((one) => one.address === address);
  const field = item?.fields.find((one) => one.name === conflict.field);
  if (item === undefined || field === undefined) return 'by-hand';
  const set = () =>
    planned(doc, reread, { kind: 'set-field', address, field: conflict.field, value: wanted });
  // Another place of the item may still say the other value.
  if (field.value === wanted && placesOfItem(doc, item).length > 1) return set();
  return valued(field.value, conflict, wanted, set);
}

function valued(now: string, conflict: ConflictRecord, wanted: string, set: () => Resolution): Resolution {
  if (now === wanted) return NOTHING;
  return now === conflict.earlier || now === conflict.later ? set() : 'written-since';
}

/** Both values stood in the file before, so the vocabulary's moves don't bind the choice between them. */
function planned(doc: ParsedDocument, reread: EditContext['reread'], edit: AddressedEdit): Resolution {
  const free: ParsedDocument = {
    ...doc,
    vocabularies: doc.vocabularies.map((vocabulary) => ({
      ...vocabulary,
      words: vocabulary.words.map((word) => ({ ...word, next: null })),
    })),
  };
  const plan = planEdits(free, [edit], {
    today: '',
    log: false,
    actor: '',
    ...(reread === undefined ? {} : { reread }),
  });
  return plan.ok ? { splices: plan.value.splices } : 'by-hand';
}

/** Text is found again word for word, or not at all. */
function rewritten(doc: ParsedDocument, conflict: ConflictRecord, keep: ConflictSide): Resolution {
  const chosen = conflict[keep];
  const other = conflict[otherSide(keep)];
  if (conflict.kept === 'both') {
    if (other === null) return NOTHING;
    const span = onlyPlace(doc.text, other);
    return span === null ? 'by-hand' : { splices: [{ ...wholeLines(doc.text, span), insert: '' }] };
  }
  if (keep === conflict.kept) return NOTHING;
  if (other === null || chosen === null) return 'by-hand';
  const span = onlyPlace(doc.text, other);
  return span === null ? 'by-hand' : { splices: [{ ...span, insert: chosen }] };
}

function onlyPlace(text: string, wanted: string): { start: number; end: number } | null {
  const start = wanted === '' ? -1 : text.indexOf(wanted);
  if (start < 0 || text.includes(wanted, start + 1)) return null;
  return { start, end: start + wanted.length };
}

function wholeLines(text: string, span: { start: number; end: number }): { start: number; end: number } {
  const eol = /^[ \t]*(?:\r\n|\n|\r)/u.exec(text.slice(span.end))?.[0].length ?? 0;
  return { start: span.start, end: span.end + eol };
}
