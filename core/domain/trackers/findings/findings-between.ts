import type { Steps } from '../../../kernel/steps.ts';
import type { Condition } from '../../expression/compile.ts';
import type { ParsedItem } from '../model.ts';
import { isFinished } from '../vocabulary/states.ts';
import type { CompiledRule } from './compile-rules.ts';
import type { FindingDraft } from './finding-draft.ts';
import { draft, itemPlace, lineAround, place } from './finding-draft.ts';
import type { DocumentFacts } from './finding-facts.ts';
import { claimsBetween } from './findings-claims.ts';

/** Shorter names than this say too little to be the same thing in two documents ("Testing", "Docs"). */
const MIN_NAME_LENGTH = 16;
const MAX_PER_RULE = 200;

/** Items looked at in one step. */
const ITEMS_A_STEP = 500;

export function* checkBetween(rule: CompiledRule, all: readonly DocumentFacts[]): Steps<FindingDraft[]> {
  const { check } = rule;
  if (check.kind === 'claim') return claimsBetween(rule, check, all).slice(0, MAX_PER_RULE);
  if (check.kind === 'same-item') return (yield* sameItems(rule, check.where, all)).slice(0, MAX_PER_RULE);
  if (check.kind === 'named-document')
    return (yield* namedDocuments(rule, check.where, all)).slice(0, MAX_PER_RULE);
  return [];
}

interface Place {
  readonly facts: DocumentFacts;
  readonly item: ParsedItem;
}

/** Items of the same name, finished in one document and open in another; one finding for each two documents. */
function* sameItems(
  rule: CompiledRule,
  where: Condition,
  all: readonly DocumentFacts[],
): Steps<FindingDraft[]> {
  const pairs = new Map<string, { done: Place; open: Place }[]>();
  for (const places of yield* placesByName(where, all)) {
    const done = places.find(({ item }) => item.state !== null && isFinished(item.state));
    const open = places.find(({ facts, item }) => facts.surelyOpen(item));
    if (done === undefined || open === undefined) continue;
    const pair = `${done.facts.input.trackerId}\n${open.facts.input.trackerId}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), { done, open }]);
  }
  return [...pairs.values()].flatMap((told) => {
    const [first] = told;
    if (first === undefined) return [];
    const { done, open } = first;
    const names = {
      ...done.facts.itemNames(done.item),
      count: told.length,
      name: nameBeside(done.facts, open.facts),
      otherStatus: open.facts.itemNames(open.item).status,
      otherName: nameBeside(open.facts, done.facts),
    };
    const both = told.flatMap((pair) => [pair.done, pair.open]);
    const subject = both.map(
      ({ facts, item }) => `${facts.input.trackerId}:${item.address}:${item.status ?? ''}`,
    );
    const places = both.map(({ facts, item }) => itemPlace(facts, item));
    return [draft(rule, 'workspace', subject, names, places)];
  });
}

/** A document's name; its file's where the other has the same. */
function nameBeside({ input }: DocumentFacts, other: DocumentFacts): string {
  return input.name === other.input.name ? input.fileName : input.name;
}

/** A name that repeats within a document names nothing. */
function* placesByName(where: Condition, all: readonly DocumentFacts[]): Steps<Place[][]> {
  const byName = new Map<string, Map<DocumentFacts, ParsedItem | null>>();
  for (const facts of all) {
    for (const [at, item] of facts.input.doc.items.entries()) {
      if (at % ITEMS_A_STEP === 0) yield;
      const name = fold(item.title);
      if (item.state === null || name.length < MIN_NAME_LENGTH || !name.includes(' ')) continue;
      if (!where(facts.itemNames(item))) continue;
      const places = byName.get(name) ?? new Map<DocumentFacts, ParsedItem | null>();
      places.set(facts, places.has(facts) ? null : item);
      byName.set(name, places);
    }
  }
  return [...byName.values()].map((places) =>
    [...places].flatMap(([facts, item]): Place[] => (item === null ? [] : [{ facts, item }])),
  );
}

/** "Platform convergence: done" in a roadmap, while the document titled "Platform Convergence Status" has open rows. */
function* namedDocuments(
  rule: CompiledRule,
  where: Condition,
  all: readonly DocumentFacts[],
): Steps<FindingDraft[]> {
  const titled = new Map<string, { facts: DocumentFacts; open: readonly ParsedItem[] }>();
  for (const facts of all) {
    const open = facts.input.doc.items.filter(facts.surelyOpen);
    if (open.length > 0) for (const name of namesOf(facts)) titled.set(name, { facts, open });
  }
  if (titled.size === 0) return [];
  const found: FindingDraft[] = [];
  for (const facts of all) {
    for (const [at, item] of facts.input.doc.items.entries()) {
      if (at % ITEMS_A_STEP === 0) yield;
      if (item.state === null || !where(facts.itemNames(item))) continue;
      const other = phrasesOf(item.title)
        .map((phrase) => titled.get(phrase))
        .find((entry) => entry !== undefined && entry.facts !== facts);
      if (other === undefined) continue;
      const names = {
        ...facts.itemNames(item),
        openItems: other.open.length,
        otherName: other.facts.input.name,
      };
      const subject = [facts.input.trackerId, item.address, item.status, other.facts.input.trackerId];
      const text = other.facts.input.doc.text;
      const heading = Math.max(0, text.indexOf(other.facts.input.doc.title));
      found.push(
        draft(rule, 'workspace', subject, names, [
          itemPlace(facts, item),
          place(other.facts, null, heading, lineAround(text, heading)),
          ...other.open.slice(0, 5).map((entry) => itemPlace(other.facts, entry)),
        ]),
      );
    }
  }
  return found;
}

/** Runs of two to six words that make up half of a name or more: what is named beside other things is not its subject. */
function phrasesOf(title: string): string[] {
  const words = fold(title).split(' ').slice(0, 30);
  const least = Math.max(2, Math.ceil(words.length / 2));
  const phrases: string[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let count = least; count <= 6 && from + count <= words.length; count += 1) {
      phrases.push(words.slice(from, from + count).join(' '));
    }
  }
  return phrases;
}

/** Words that say what kind of document it is rather than what it is about. */
const GENRE = /\b(?:status|tracker|plan|roadmap|milestones|readiness|progress|document|the|of)\b/gu;

/** What others would call this document: its title without the genre, and its programme's id. */
function namesOf(facts: DocumentFacts): string[] {
  const { doc } = facts.input;
  const programme = doc.meta.find((field) => /^program(?:me)?$/u.test(field.name))?.value ?? '';
  const about = fold(fold(doc.title).replace(GENRE, ' '));
  return [about, fold(programme)].filter((name) => name.length >= MIN_NAME_LENGTH - 4 && name.includes(' '));
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
