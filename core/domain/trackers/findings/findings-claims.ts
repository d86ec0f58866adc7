import type { Condition } from '../../expression/compile.ts';
import type { ParsedItem } from '../model.ts';
import type { CompiledRule } from './compile-rules.ts';
import type { FindingDraft } from './finding-draft.ts';
import { draft, itemPlace } from './finding-draft.ts';
import type { DocumentFacts } from './finding-facts.ts';
import type { FindingCheck } from './finding-rule.ts';

type ClaimCheck = Extract<FindingCheck<Condition>, { kind: 'claim' }>;

interface Claim {
  readonly item: ParsedItem;
  readonly says: string;
  /** Keys of what it names: `A`, `B`, … of "Phases A-E are complete". */
  readonly keys: readonly string[];
}

/** Claims about phases of the same document. */
export function claimsWithin(rule: CompiledRule, check: ClaimCheck, facts: DocumentFacts): FindingDraft[] {
  const { where } = check;
  return claimsOf(check, facts).flatMap((claim) => {
    const named = namedBy(claim, facts);
    const against = named.filter((item) => item !== claim.item && where(facts.itemNames(item)));
    if (against.length === 0) return [];
    const places = [itemPlace(facts, claim.item), ...against.map((item) => itemPlace(facts, item))];
    const subject = [claim.item.address, ...against.map((item) => `${item.key}=${item.status ?? ''}`)];
    return [
      draft(
        rule,
        facts.input.trackerId,
        subject,
        { ...facts.itemNames(claim.item), claim: claim.says },
        places,
      ),
    ];
  });
}

/** Claims about phases that only another document has. */
export function claimsBetween(
  rule: CompiledRule,
  check: ClaimCheck,
  all: readonly DocumentFacts[],
): FindingDraft[] {
  const { where } = check;
  return all.flatMap((facts) =>
    claimsOf(check, facts)
      .filter((claim) => namedBy(claim, facts).length === 0)
      .flatMap((claim) =>
        all
          .filter((other) => other !== facts && mentions(facts, other))
          .flatMap((other) => {
            const against = namedBy(claim, other).filter((item) => where(other.itemNames(item)));
            if (against.length === 0) return [];
            const places = [itemPlace(facts, claim.item), ...against.map((item) => itemPlace(other, item))];
            const subject = [
              facts.input.trackerId,
              claim.item.address,
              other.input.trackerId,
              ...against.map((item) => item.key),
            ];
            return [
              draft(
                rule,
                'workspace',
                subject,
                { ...facts.itemNames(claim.item), claim: claim.says },
                places,
              ),
            ];
          }),
      ),
  );
}

/** Phase A of one plan is not phase A of any other: a claim reaches only documents that are named by file or title. */
function mentions(facts: DocumentFacts, other: DocumentFacts): boolean {
  const text = facts.input.doc.text;
  const file = other.input.fileName.split(/[/\\]/u).at(-1) ?? '';
  const title = other.input.doc.title;
  return (file.length > 4 && text.includes(file)) || (title.length > 8 && text.includes(title));
}

function claimsOf(check: ClaimCheck, facts: DocumentFacts): Claim[] {
  const { claimant } = check;
  const sentence = new RegExp(check.sentence, 'iu');
  return facts.input.doc.items.flatMap((item) => {
    if (!/phase/iu.test(item.title) || !claimant(facts.itemNames(item))) return [];
    const found = sentence.exec(item.title);
    const keys = found === null ? [] : keysOf(found[2] ?? '');
    return found === null || keys.length === 0 ? [] : [{ item, says: item.title, keys }];
  });
}

function namedBy(claim: Claim, facts: DocumentFacts): ParsedItem[] {
  const wanted = new Set(claim.keys);
  return facts.input.doc.items.filter(
    (item) => item.kind === 'phase' && item.state !== null && wanted.has(item.key.toUpperCase()),
  );
}

/** `A-E`, `1 to 3`, `A, C and D`: letters and numbers between two ends are all meant. */
function keysOf(list: string): string[] {
  return list.split(/(?:(?<!\s)\s+)?(?:,|\band\b|&)\s*/iu).flatMap((part) => {
    const [from = '', to] = part
      .split(/(?:(?<!\s)\s+)?(?:-|–|—|\bto\b)\s*/iu)
      .map((end) => end.trim().toUpperCase());
    if (from === '') return [];
    if (to === undefined || to === '') return [from];
    return between(from, to);
  });
}

/** Longer ranges than this name no phases. */
const MAX_RANGE = 60;

function between(from: string, to: string): string[] {
  const numbers = /^\d+$/u.test(from) && /^\d+$/u.test(to);
  const letters = /^[A-Z]$/u.test(from) && /^[A-Z]$/u.test(to);
  if (!numbers && !letters) return [from, to];
  const start = numbers ? Number(from) : from.charCodeAt(0);
  const end = numbers ? Number(to) : to.charCodeAt(0);
  if (end < start || end - start > MAX_RANGE) return [from, to];
  return Array.from({ length: end - start + 1 }, (_, i) =>
    numbers ? String(start + i) : String.fromCharCode(start + i),
  );
}
