import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import type { MergeConflict } from './merge-conflict.ts';
import { mergeIdentities } from './merge-identities.ts';
import type { MergeIds } from './merge-ids.ts';

const RULE =
  'The file was saved with this as it was before the edit. Whether the edit had been seen there can’t be told; the edit stays.';

/**
 * What `later` left as it was in `base` although `earlier` had changed it, for a later side that may not have seen the
 * earlier one or may have taken its changes back: each is a conflict, with the earlier side's value in the text.
 */
export function overlooked(
  base: ParsedDocument,
  earlier: ParsedDocument,
  later: ParsedDocument,
  ids: MergeIds | null,
): MergeConflict[] {
  const names = mergeIdentities(base, earlier, later, ids);
  const before = new Map(base.items.map((item) => [item.address, item]));
  const there = new Map(later.items.map((item) => [names.later(item), item]));
  const here = new Set<string>();
  const found: MergeConflict[] = [];
  for (const item of earlier.items) {
    const name = names.earlier(item);
    here.add(name);
    const [old, other] = [before.get(name), there.get(name)];
    if (old === undefined && other === undefined) found.push(ofItem(item, null, lineOf(earlier, item), null));
    if (old !== undefined && other !== undefined)
      found.push(...ofFields(item.address, old.fields, item.fields, other.fields));
  }
  for (const item of base.items) {
    const other = there.get(item.address);
    if (here.has(item.address) || other === undefined) continue;
    found.push(ofItem(other, lineOf(base, item), null, lineOf(later, other)));
  }
  found.push(...ofFields('', base.meta, earlier.meta, later.meta));
  return found.length > 0 ? found : ofText(base.text, earlier.text, later.text);
}

type Valued = Pick<Field, 'name' | 'label' | 'raw' | 'value'>;

function ofFields(
  address: string,
  base: readonly Valued[],
  earlier: readonly Valued[],
  later: readonly Valued[],
): MergeConflict[] {
  const byName = (fields: readonly Valued[]) =>
    new Map(fields.toReversed().map((field) => [field.name, field]));
  const [before, there] = [byName(base), byName(later)];
  return earlier.flatMap(({ name, label, raw, value }) => {
    const [old, other] = [before.get(name), there.get(name)];
    if (old === undefined || other === undefined || old.raw === raw || other.raw !== old.raw) return [];
    const values = { base: old.value, earlier: value, later: other.value };
    return [{ address, field: name, label, ...values, kept: 'earlier', rule: RULE } as const];
  });
}

function ofItem(
  { address, title }: ParsedItem,
  base: string | null,
  earlier: string | null,
  later: string | null,
): MergeConflict {
  return { address, field: 'item', label: title, base, earlier, later, kept: 'earlier', rule: RULE };
}

/** Prose is no item: its lines are told as a whole, where the later side has them all as they were. */
function ofText(base: string, earlier: string, later: string): MergeConflict[] {
  const [before, after, there] = [base, earlier, later].map(linesOf);
  const old = without(before, after);
  const own = without(after, before);
  const isOverlooked = without(old, there).length === 0 && without(own, there).length === own.length;
  if (!isOverlooked || old.length + own.length === 0) return [];
  const [was, is] = [old.join('\n'), own.join('\n')];
  const values = { base: was, earlier: is, later: was };
  return [{ address: '', field: 'text', label: 'Text', ...values, kept: 'earlier', rule: RULE }];
}

function without(lines: readonly string[] = [], others: readonly string[] = []): string[] {
  const known = new Set(others);
  return lines.filter((line) => line.trim() !== '' && !known.has(line));
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/u);
}

function lineOf(doc: ParsedDocument, { span }: ParsedItem): string {
  return doc.text.slice(span.start, span.end).trim();
}
