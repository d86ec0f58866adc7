import type { CompiledRule } from './compile-rules.ts';
import type { FindingOptions } from './document-names.ts';
import type { FindingDraft } from './finding-draft.ts';
import { type DocumentFacts, type DocumentInput, factsOf } from './finding-facts.ts';
import { checkBetween } from './findings-between.ts';
import { checkWithin } from './findings-within.ts';

/** What one document contradicts in itself; needs no other. */
export function findWithin(
  document: DocumentInput,
  rules: readonly CompiledRule[],
  options: FindingOptions,
): FindingDraft[] {
  const facts = factsOf(document, options);
  const speaking = isUnmerged(document) ? rules.filter(({ check }) => check.kind === 'read-only') : rules;
  return speaking.flatMap((rule) => checkWithin(rule, facts));
}

/** Two sides of a merge contradict each other in everything: until it is done there is that one thing to say. */
function isUnmerged({ doc }: DocumentInput): boolean {
  return doc.readOnly?.code === 'tracker.conflict-markers';
}

/** What documents contradict in each other. */
export function findBetween(
  documents: readonly DocumentInput[],
  rules: readonly CompiledRule[],
  options: FindingOptions,
): FindingDraft[] {
  const facts: DocumentFacts[] = documents
    .filter((document) => !isUnmerged(document))
    .map((document) => factsOf(document, options));
  return rules.flatMap((rule) => checkBetween(rule, facts));
}
