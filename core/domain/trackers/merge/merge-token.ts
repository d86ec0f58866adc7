import { findDates } from '../text/dates.ts';
import { escapeCell } from '../text/table-row.ts';
import { saysLastUpdate } from '../vocabulary/fact-words.ts';
import { bare } from './line-kinds.ts';
import type { MergeConflict, MergeLedger } from './merge-conflict.ts';
import type { Token, TokenField } from './merge-tokens.ts';

/** One token that stands in all three documents. */
export function mergeToken(base: Token, earlier: Token, later: Token, ledger: MergeLedger): string {
  if (earlier.text === later.text || earlier.text === base.text) return later.text;
  if (later.text === base.text) return earlier.text;
  if ([base, earlier, later].some((token) => token.fields.length === 0)) {
    if (bare(earlier.text) !== bare(later.text))
      ledger.conflicts.push(lineConflict(base, earlier, later, 'Both sides changed this line'));
    return later.text;
  }
  const frame = chooseFrame(base, earlier, later, ledger);
  const raws = frame.fields.map((field) =>
    pick(
      fieldOf(base, field, frame),
      fieldOf(earlier, field, frame),
      fieldOf(later, field, frame) ?? field,
      ledger,
    ),
  );
  withoutPlace(base, frame === later ? earlier : later, frame, frame === later, ledger);
  return fill(frame, raws, frameOf(earlier) !== frameOf(later));
}

/** A row both sides added: one row, and where its values differ the later side's stand. */
export function mergeAdded(earlier: Token, later: Token, ledger: MergeLedger): string {
  for (const field of later.fields) {
    const own = fieldOf(earlier, field, later);
    if (own && own.value !== field.value) ledger.conflicts.push(conflict(null, own.value, field));
  }
  const placed = new Set(later.fields.map((field) => fieldOf(earlier, field, later)));
  const lacks = earlier.fields.some((field) => field.value !== '' && !placed.has(field));
  if (lacks || saidAround(earlier) !== saidAround(later))
    ledger.conflicts.push(lineConflict(null, earlier, later, 'Both sides wrote this line'));
  return later.text;
}

/** What stands around the values, but for bars and blanks. */
function saidAround(token: Token): string {
  return frameOf(token)
    .replaceAll('\u0001', '')
    .replace(/[\s|]+/gu, '');
}

/** The same value in another version of the line: by the item's field, by the word over it, by its place. */
function fieldOf(token: Token, field: TokenField, from: Token): TokenField | undefined {
  if (token === from) return field;
  const { ids, labels, names } = namedFields(token);
  return (
    ids.get(field.id) ??
    labels.get(field.label) ??
    names.get(field.name) ??
    (token.fields.length === from.fields.length ? token.fields[from.fields.indexOf(field)] : undefined)
  );
}

type Named = Readonly<Record<'ids' | 'labels' | 'names', ReadonlyMap<string, TokenField>>>;
const named = new WeakMap<Token, Named>();

/** Of several fields of one name the first is meant. */
function namedFields(token: Token): Named {
  const by = (nameOf: (field: TokenField) => string) =>
    new Map(token.fields.toReversed().map((field) => [nameOf(field), field]));
  const fields = named.get(token) ?? {
    ids: by(({ id }) => id),
    labels: by(({ label }) => label),
    names: by(({ name }) => name),
  };
  named.set(token, fields);
  return fields;
}

/** Values that a side changed and the other left no place for, as where it took a column away. */
function withoutPlace(base: Token, side: Token, frame: Token, isEarlier: boolean, ledger: MergeLedger): void {
  const placed = new Set(frame.fields.map((field) => fieldOf(side, field, frame)));
  for (const field of side.fields) {
    const own = fieldOf(base, field, side);
    if (placed.has(field) || own === undefined || own.value === field.value) continue;
    ledger.conflicts.push({
      ...conflict(own.value, field.value, field),
      earlier: isEarlier ? field.value : null,
      later: isEarlier ? null : field.value,
      kept: isEarlier ? 'later' : 'both',
      rule: 'One side changed this value, the other took its place away; it is not in the text.',
    });
  }
}

function pick(
  base: TokenField | undefined,
  earlier: TokenField | undefined,
  later: TokenField,
  ledger: MergeLedger,
): string {
  if (!base || !earlier || earlier.raw === base.raw || earlier.raw === later.raw) return later.raw;
  if (later.raw === base.raw) return earlier.raw;
  if (earlier.value === later.value) return later.raw;
  const newest = newestUpdate(earlier, later);
  if (newest === null) ledger.conflicts.push(conflict(base.value, earlier.value, later));
  return (newest ?? later).raw;
}

/** Of two days on which a document was last changed, it is the newer; null for anything else. */
function newestUpdate(earlier: TokenField, later: TokenField): TokenField | null {
  if (later.address !== '' || !saysLastUpdate(later.name)) return null;
  const [early, late] = [dayIn(earlier.raw), dayIn(later.raw)];
  if (early === null || late === null || early.words !== late.words) return null;
  return early.iso > late.iso ? earlier : later;
}

function dayIn(raw: string) {
  const [day, ...more] = findDates(raw);
  if (day === undefined || more.length > 0) return null;
  const around = raw.slice(0, day.start) + raw.slice(day.end);
  return { iso: day.iso, words: (around.match(/\p{L}{2,}/gu) ?? []).join(' ') };
}

function conflict(base: string | null, earlier: string, later: TokenField): MergeConflict {
  return {
    address: later.address,
    field: later.name,
    label: later.label,
    base,
    earlier,
    later: later.value,
    kept: 'later',
    rule: 'Both sides changed this value; the merge kept one of the two.',
  };
}

/** What stands around the values (bars, padding, marks, line end): the earlier side's only where the later left it as it was. */
function chooseFrame(base: Token, earlier: Token, later: Token, ledger: MergeLedger): Token {
  const frames = { base: frameOf(base), earlier: frameOf(earlier), later: frameOf(later) };
  if (frames.earlier === frames.later || frames.earlier === frames.base) return later;
  if (frames.later === frames.base) return earlier;
  if (bare(frames.earlier) !== bare(frames.later)) {
    ledger.conflicts.push(
      lineConflict(base, earlier, later, 'Both sides changed the text around the values of this line'),
    );
  }
  return later;
}

function lineConflict(base: Token | null, earlier: Token, later: Token, what: string): MergeConflict {
  return {
    address: later.fields[0]?.address ?? '',
    field: 'line',
    label: 'Line',
    base: base?.text.trimEnd() ?? null,
    earlier: earlier.text.trimEnd(),
    later: later.text.trimEnd(),
    kept: 'later',
    rule: `${what}; the merge kept one side’s.`,
  };
}

function frameOf(token: Token): string {
  return fill(
    token,
    token.fields.map(() => '\u0001'),
    false,
  );
}

/** `seat`: values may come from another frame, so that one put where none stood needs its blanks. */
function fill(frame: Token, raws: readonly string[], seat: boolean): string {
  const inTable = /^[\s>]*\|/u.test(frame.text);
  let out = '';
  let at = 0;
  for (const [index, field] of frame.fields.entries()) {
    const raw = raws[index] ?? field.raw;
    const safe = inTable && raw !== field.raw ? escapeCell(raw) : raw;
    out +=
      frame.text.slice(at, field.start) +
      (seat && raw !== '' && field.raw === '' ? seated(frame, field, safe) : safe);
    at = field.end;
  }
  return out + frame.text.slice(at);
}

function seated(frame: Token, field: TokenField, raw: string): string {
  const lead = /[|:]/u.test(frame.text.charAt(field.start - 1)) ? ' ' : '';
  const trail = frame.text.charAt(field.end) === '|' ? ' ' : '';
  return lead + raw + trail;
}
