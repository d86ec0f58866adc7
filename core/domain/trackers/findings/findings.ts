import type { CompiledRule } from './compile-rules.ts';
import type { FindingDraft } from './finding-draft.ts';
import { type DocumentFacts, type DocumentInput, type FindingOptions, factsOf } from './finding-facts.ts';
import { checkBetween } from './findings-between.ts';
import { checkWithin } from './findings-within.ts';

/** What one document contradicts in itself; needs no other. */
export function findWithin(
  document: DocumentInput,
  rules: readonly CompiledRule[],
  options: FindingOptions,
): FindingDraft[] {
  const facts = factsOf(document, options);
  return rules.flatMap((rule) => checkWithin(rule, facts));
}

/** What documents contradict in each other. */
export function findBetween(
  documents: readonly DocumentInput[],
  rules: readonly CompiledRule[],
  options: FindingOptions,
): FindingDraft[] {
  const facts: DocumentFacts[] = documents.map((document) => factsOf(document, options));
  return rules.flatMap((rule) => checkBetween(rule, facts));
}
