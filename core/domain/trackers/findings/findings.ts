import type { Steps } from '../../../kernel/steps.ts';
import type { CompiledRule } from './compile-rules.ts';
import type { FindingOptions } from './document-names.ts';
import type { FindingDraft } from './finding-draft.ts';
import { type DocumentFacts, type DocumentInput, factsOf } from './finding-facts.ts';
import { checkBetween } from './findings-between.ts';
import { checkWithin } from './findings-within.ts';

const ITEMS_A_STEP = 500;

/** What one document contradicts in itself; needs no other. */
export function* findWithin(
  document: DocumentInput,
  rules: readonly CompiledRule[],
  options: FindingOptions,
): Steps<FindingDraft[]> {
  const facts = yield* factsOf(document, options);
  const speaking = isUnmerged(document) ? rules.filter(({ check }) => check.kind === 'read-only') : rules;
  yield;
  for (const [at, item] of document.doc.items.entries()) {
    facts.itemNames(item);
    if (at % ITEMS_A_STEP === ITEMS_A_STEP - 1) yield;
  }
  const found: FindingDraft[] = [];
  for (const rule of speaking) {
    found.push(...checkWithin(rule, facts));
    yield;
  }
  return found;
}

/** Two sides of a merge contradict each other in everything: until it is done there is that one thing to say. */
function isUnmerged({ doc }: DocumentInput): boolean {
  return doc.readOnly?.code === 'tracker.conflict-markers';
}

/** What documents contradict in each other. */
export function* findBetween(
  documents: readonly DocumentInput[],
  rules: readonly CompiledRule[],
  options: FindingOptions,
): Steps<FindingDraft[]> {
  const facts: DocumentFacts[] = [];
  for (const document of documents) {
    if (isUnmerged(document)) continue;
    facts.push(yield* factsOf(document, options));
    yield;
  }
  const found: FindingDraft[] = [];
  for (const rule of rules) {
    found.push(...(yield* checkBetween(rule, facts)));
    yield;
  }
  return found;
}
