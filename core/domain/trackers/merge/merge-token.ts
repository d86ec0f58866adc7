import { escapeCell } from '../text/table-row.ts';
import type { MergeConflict, MergeLedger } from './merge-conflict.ts';
import type { Token, TokenField } from './merge-tokens.ts';

/** One token that stands in all three documents. */
export function mergeToken(base: Token, mine: Token, theirs: Token, ledger: MergeLedger): string {
  if (mine.text === theirs.text || mine.text === base.text) return theirs.text;
  if (theirs.text === base.text) {
    ledger.taken += Math.max(1, changedFields(base, mine));
    return mine.text;
  }
  const frame = chooseFrame(base, mine, theirs, ledger);
  const raws = theirs.fields.map((field, index) =>
    pick(base.fields[index], mine.fields[index], field, ledger),
  );
  return fill(frame, raws, frameOf(mine) !== frameOf(theirs));
}

/** A row both sides added: one row, and where its values differ theirs stand. */
export function mergeAdded(mine: Token, theirs: Token, ledger: MergeLedger): string {
  for (const [index, field] of theirs.fields.entries()) {
    const own = mine.fields[index];
    if (own && own.value !== field.value) ledger.conflicts.push(conflict(null, own.value, field));
  }
  return theirs.text;
}

function changedFields(base: Token, side: Token): number {
  return side.fields.filter((field, index) => field.raw !== base.fields[index]?.raw).length;
}

function pick(
  base: TokenField | undefined,
  mine: TokenField | undefined,
  theirs: TokenField,
  ledger: MergeLedger,
): string {
  if (!base || !mine || mine.raw === base.raw || mine.raw === theirs.raw) return theirs.raw;
  if (theirs.raw === base.raw) {
    ledger.taken += 1;
    return mine.raw;
  }
  if (mine.value !== theirs.value) ledger.conflicts.push(conflict(base.value, mine.value, theirs));
  return theirs.raw;
}

function conflict(base: string | null, mine: string, theirs: TokenField): MergeConflict {
  return {
    address: theirs.address,
    field: theirs.name,
    label: theirs.label,
    base,
    mine,
    theirs: theirs.value,
    kept: 'theirs',
    rule: 'Both sides changed this value; the file keeps what stood in it.',
  };
}

/** What stands around the values (bars, padding, marks, line end): mine only where they left it as it was. */
function chooseFrame(base: Token, mine: Token, theirs: Token, ledger: MergeLedger): Token {
  const frames = { base: frameOf(base), mine: frameOf(mine), theirs: frameOf(theirs) };
  if (frames.mine === frames.theirs || frames.mine === frames.base) return theirs;
  if (frames.theirs === frames.base) return mine;
  const loose = (frame: string) => frame.replace(/\s+/gu, '');
  if (loose(frames.mine) !== loose(frames.theirs)) {
    ledger.conflicts.push({
      address: theirs.fields[0]?.address ?? '',
      field: 'line',
      label: 'Line',
      base: base.text.trimEnd(),
      mine: mine.text.trimEnd(),
      theirs: theirs.text.trimEnd(),
      kept: 'theirs',
      rule: 'Both sides changed the text around the values of this line; the file keeps what stood in it.',
    });
  }
  return theirs;
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
