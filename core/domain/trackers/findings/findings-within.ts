import { unreachable } from '../../../kernel/unreachable.ts';
import type { Condition } from '../../expression/compile.ts';
import type { Field, ParsedDocument, ParsedItem, ReadOnly } from '../model.ts';
import { isImpossibleDay } from '../text/dates.ts';
import { withoutStruck } from '../text/marks/struck.ts';
import { plainText } from '../text/plain-text.ts';
import { keyOf, leadingId } from '../text/slug.ts';
import { lineStarts } from '../text/text.ts';
import { lastVerifiedIn } from '../vocabulary/fact-words.ts';
import { normalWord } from '../vocabulary/vocabulary.ts';
import type { CompiledRule } from './compile-rules.ts';
import { bodyStatus, metaNamed } from './document-names.ts';
import type { FindingDraft, FindingPlace } from './finding-draft.ts';
import { draft, itemPlace, lineAround, metaPlace, place } from './finding-draft.ts';
import type { DocumentFacts } from './finding-facts.ts';
import type { FindingCheck } from './finding-rule.ts';
import { claimsWithin } from './findings-claims.ts';
import { contradictingPlaces } from './findings-of-places.ts';
import { bareKey, unresolvedReferences } from './references.ts';
import { tableOf } from './sureness.ts';

/** A rule that fires more often than this in one document says so once and stops. */
const MAX_PER_RULE = 200;

export function checkWithin(rule: CompiledRule, facts: DocumentFacts): FindingDraft[] {
  const found = run(rule, facts);
  if (found.length <= MAX_PER_RULE) return found;
  const last = found[MAX_PER_RULE - 1];
  const rest = found.length - MAX_PER_RULE + 1;
  const kept = found.slice(0, MAX_PER_RULE - 1);
  return last === undefined
    ? kept
    : [
        ...kept,
        {
          ...last,
          key: `${rule.id}|${last.scope}|more`,
          title: `${rest} more in "${facts.input.name}": ${rule.group}`,
        },
      ];
}

function run(rule: CompiledRule, facts: DocumentFacts): FindingDraft[] {
  const { check } = rule;
  switch (check.kind) {
    case 'item':
      return eachItem(rule, check, facts);
    case 'word':
      return eachWord(rule, check.where, facts);
    case 'document':
      return wholeDocument(rule, check, facts);
    case 'sentence':
      return sentence(rule, check, facts);
    case 'claim':
      return claimsWithin(rule, check, facts);
    case 'duplicate':
      return duplicates(rule, check.where, facts);
    case 'two-places':
      return contradictingPlaces(rule, check, facts);
    case 'broken-reference':
      return brokenReferences(rule, check.where, facts);
    case 'stray-cells':
      return strayCells(rule, check.where, facts);
    case 'unreadable-day':
      return unreadableDays(rule, check.where, facts);
    case 'doubt':
      return doubts(rule, facts);
    case 'read-only':
      return readOnly(rule, check.code, facts);
    case 'same-item':
    case 'named-document':
      return [];
    default:
      return unreachable(check);
  }
}

type Check<Kind extends FindingCheck['kind']> = Extract<FindingCheck<Condition>, { kind: Kind }>;

function eachItem(rule: CompiledRule, check: Check<'item'>, facts: DocumentFacts): FindingDraft[] {
  const { where } = check;
  const found: FindingDraft[] = [];
  for (const item of facts.input.doc.items) {
    if (item.state === null) continue;
    const names = facts.itemNames(item);
    if (!where(names)) continue;
    const places = [itemPlace(facts, item), ...besides(check.beside, item, facts)];
    const due = item.fields.find((field) => field.name === 'date')?.value ?? null;
    found.push(draft(rule, facts.input.trackerId, [item.address, item.status, due], names, places));
  }
  return found;
}

function besides(beside: Check<'item'>['beside'], item: ParsedItem, facts: DocumentFacts): FindingPlace[] {
  const quote = (items: readonly ParsedItem[]) => items.map((other) => itemPlace(facts, other));
  switch (beside) {
    case undefined:
      return [];
    case 'later-siblings':
      return quote(facts.later(item));
    case 'related':
      return quote(facts.related(item));
    case 'children':
      return quote(
        [...facts.children(item)].sort((a, b) => Number(facts.surelyOpen(b)) - Number(facts.surelyOpen(a))),
      );
    case 'dependencies':
      return quote(facts.waitsFor(item));
    case 'own-date': {
      const updated = metaNamed(facts.input.doc, ['last-updated', 'updated', 'date']);
      return updated === null ? [] : [metaPlace(facts, updated)];
    }
    default:
      return unreachable(beside);
  }
}

function eachWord(rule: CompiledRule, where: Condition, facts: DocumentFacts): FindingDraft[] {
  const words = new Map<string, ParsedItem[]>();
  for (const item of facts.input.doc.items) {
    if (item.status === null || item.status === '' || !where(facts.itemNames(item))) continue;
    const word = normalWord(item.status) || item.status;
    const group = words.get(word);
    if (group) group.push(item);
    else words.set(word, [item]);
  }
  return [...words.values()].flatMap((items) => {
    const [first] = items;
    const word = first?.status ?? null;
    if (first === undefined || word === null) return [];
    const places = items.map((item) => itemPlace(facts, item));
    const names = { ...facts.itemNames(first), status: word, count: items.length };
    return [draft(rule, facts.input.trackerId, [word], names, places)];
  });
}

function wholeDocument(rule: CompiledRule, check: Check<'document'>, facts: DocumentFacts): FindingDraft[] {
  if (!check.where(facts.names)) return [];
  const { doc, trackerId } = facts.input;
  const verified = check.at.includes('last-verified') ? lastVerifiedIn(doc.meta) : undefined;
  const quoted = doc.meta.filter(
    (field) => field === verified || check.at.some((name) => field.name.includes(name)),
  );
  const places = quoted.map((field) => metaPlace(facts, field));
  if (check.beside === 'open-items') {
    places.push(
      ...doc.items
        .filter(facts.surelyOpen)
        .slice(0, 5)
        .map((item) => itemPlace(facts, item)),
    );
  }
  const body = check.beside === 'own-status' ? bodyStatus(doc) : null;
  if (body !== null) places.push(place(facts, null, body.offset, lineAround(doc.text, body.offset)));
  const own = places.length > 0 ? places : [place(facts, null, 0, lineAround(doc.text, 0))];
  return [
    draft(
      rule,
      trackerId,
      quoted.map((field) => field.value),
      facts.names,
      own,
    ),
  ];
}

/** One finding per sentence: its items together, since they contradict it for one reason. */
function sentence(rule: CompiledRule, check: Check<'sentence'>, facts: DocumentFacts): FindingDraft[] {
  const { where } = check;
  const { doc, trackerId } = facts.input;
  const against = doc.items.filter((item) => item.state !== null && where(facts.itemNames(item)));
  const [first] = against;
  if (first === undefined) return [];
  const said: FindingPlace[] = [];
  for (const found of doc.text.matchAll(new RegExp(`^.*(?:${check.sentence}).*$`, 'gimu'))) {
    const item = doc.items.find((entry) => found.index >= entry.span.start && found.index < entry.span.end);
    if (item === undefined || item.carrier !== 'table-row') {
      said.push(place(facts, item?.address ?? null, found.index + found[0].search(/\S/u), found[0]));
    }
  }
  const [statement] = said;
  if (statement === undefined) return [];
  const names = { ...facts.itemNames(first), title: titles(against) };
  const subject = [statement.says, ...against.map((item) => item.address)];
  return [
    draft(rule, trackerId, subject, names, [
      ...said.slice(0, 3),
      ...against.map((item) => itemPlace(facts, item)),
    ]),
  ];
}

function titles(items: readonly ParsedItem[]): string {
  if (items.length === 1) return items[0]?.title ?? '';
  return `${items.length} phases (${items.map((item) => item.key).join(', ')})`;
}

function duplicates(rule: CompiledRule, where: Condition, facts: DocumentFacts): FindingDraft[] {
  const { doc } = facts.input;
  const groups = new Map<string, ParsedItem[]>();
  for (const item of doc.items) {
    if (!where(facts.itemNames(item))) continue;
    const id = bareKey(item);
    const isInColumn = isInKeyColumn(item, id);
    if (!isInColumn && item.carrier !== 'yaml-task' && leadingId(item.title) !== id) continue;
    // What a check box says may begin like an id by chance ("CSE373 lectures"); with a dash it is meant as one.
    const isWrittenAsId = item.carrier === 'yaml-task' || (isInColumn && /^\p{Lu}{1,4}$/u.test(id));
    if ((!/\d/u.test(id) && !isWrittenAsId) || (item.kind === 'check' && !id.includes('-'))) continue;
    // Each table may number its own rows from 1.
    const table = isInColumn ? (tableOf(doc, item)?.line ?? '') : '';
    const key = `${item.kind}\n${item.section}\n${table}\n${id}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()].flatMap((items) => {
    const [first, second] = items;
    if (first === undefined || second === undefined) return [];
    const names = { ...facts.itemNames(first), key: first.key, copies: items.length };
    return [
      draft(
        rule,
        facts.input.trackerId,
        [first.address],
        names,
        items.map((item) => itemPlace(facts, item)),
      ),
    ];
  });
}

function isInKeyColumn(item: ParsedItem, key: string): boolean {
  const field = item.fields.find((entry) => entry.name === 'key');
  return field !== undefined && keyOf(field.value, item.title) === key;
}

/** One finding per name that is missing, however many wait for it. */
function brokenReferences(rule: CompiledRule, where: Condition, facts: DocumentFacts): FindingDraft[] {
  const { doc, trackerId } = facts.input;
  const unresolved = unresolvedReferences(doc);
  const waiting = new Map<string, ParsedItem[]>();
  for (const item of doc.items) {
    if (!where(facts.itemNames(item))) continue;
    for (const reference of unresolved(item)) {
      const items = waiting.get(reference);
      if (items === undefined) waiting.set(reference, [item]);
      else items.push(item);
    }
  }
  return [...waiting].flatMap(([reference, items]) => {
    const [first] = items;
    if (first === undefined || isNamedElsewhere(doc, reference, items)) return [];
    const title = items.length === 1 ? first.title : `${items.length} entries`;
    const names = { ...facts.itemNames(first), reference, title, count: items.length };
    const places = items.map((item) => itemPlace(facts, item));
    return [draft(rule, trackerId, [reference], names, places)];
  });
}

/** In prose or a table that was left alone: it is in the document, as no entry of it. */
function isNamedElsewhere(doc: ParsedDocument, name: string, items: readonly ParsedItem[]): boolean {
  let from = 0;
  for (const { span } of [...items, { span: { start: doc.text.length, end: doc.text.length } }]) {
    if (hasWord(doc.text.slice(from, span.start), name)) return true;
    from = span.end;
  }
  return false;
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = text.slice(Math.max(0, at - 1), at) + text.slice(at + word.length, at + word.length + 1);
    if (!/[\p{L}\p{N}-]/u.test(around)) return true;
  }
  return false;
}

/** One finding per table: its rows break for one reason. */
function strayCells(rule: CompiledRule, where: Condition, facts: DocumentFacts): FindingDraft[] {
  const { doc, trackerId } = facts.input;
  const rows = doc.items.filter((item) => where(facts.itemNames(item)));
  return [...Map.groupBy(rows, (item) => tableOf(doc, item))].flatMap(([table, items]) => {
    const [first] = items;
    if (first === undefined) return [];
    const names = { ...facts.itemNames(first), count: items.length, columns: table?.columns.length ?? null };
    const subject = items.map((item) => item.address);
    return [
      draft(
        rule,
        trackerId,
        subject,
        names,
        items.map((item) => itemPlace(facts, item)),
      ),
    ];
  });
}

/** One finding per column of a table, or per label of lines. */
function unreadableDays(rule: CompiledRule, where: Condition, facts: DocumentFacts): FindingDraft[] {
  const { doc, trackerId } = facts.input;
  const columns = new Map<string, { readonly field: Field; readonly item: ParsedItem }[]>();
  for (const item of doc.items) {
    const unread = item.fields.filter(
      (field) => field.kind === 'date' && isImpossibleDay(plainText(withoutStruck(field.raw))),
    );
    if (unread.length === 0 || !where(facts.itemNames(item))) continue;
    const table = item.carrier === 'table-row' ? (tableOf(doc, item)?.line ?? '') : '';
    for (const field of unread) {
      const column = `${table} ${field.label}`;
      const cells = columns.get(column) ?? [];
      columns.set(column, cells);
      cells.push({ field, item });
    }
  }
  return [...columns.values()].flatMap((cells) => {
    const [first] = cells;
    if (first === undefined) return [];
    const { field, item } = first;
    const names = { ...facts.itemNames(item), column: field.label, day: field.value, count: cells.length };
    const places = cells.map((cell) => itemPlace(facts, cell.item));
    const said = cells.map((cell) => cell.field.raw);
    return [draft(rule, trackerId, [field.label, item.address, ...said], names, places)];
  });
}

/** One finding per document; every place is named, however many there are. */
function readOnly(rule: CompiledRule, code: ReadOnly['code'], facts: DocumentFacts): FindingDraft[] {
  const { doc, name, trackerId } = facts.input;
  if (doc.readOnly?.code !== code) return [];
  const { places, reason } = doc.readOnly;
  const starts = lineStarts(doc.text);
  const found = places.slice(0, MAX_PER_RULE).map(({ line }) => {
    const offset = starts[line - 1] ?? 0;
    return place(facts, null, offset, lineAround(doc.text, offset));
  });
  const count = places.length === 1 ? 'An unresolved conflict' : `${places.length} unresolved conflicts`;
  const finding = draft(rule, trackerId, [], { name, places: count }, found);
  return [{ ...finding, explanation: reason, places: found }];
}

function doubts(rule: CompiledRule, facts: DocumentFacts): FindingDraft[] {
  return (facts.input.doubts ?? []).flatMap(({ address, before }) => {
    const item = facts.byAddress.get(address);
    if (item === undefined) return [];
    const names = { ...facts.itemNames(item), before };
    return [draft(rule, facts.input.trackerId, [address, before], names, [itemPlace(facts, item)])];
  });
}
