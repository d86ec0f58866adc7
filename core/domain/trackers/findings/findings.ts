import { type DocumentFacts, type DocumentInput, type FindingOptions, factsOf } from './finding-facts.ts';
import type { FindingRule, Severity } from './finding-rules.ts';
import { checkBetween } from './findings-between.ts';
import { checkWithin } from './findings-within.ts';

export type { DocumentInput, FindingOptions } from './finding-facts.ts';

/** A place in a document and what it says there, word for word. */
export interface FindingPlace {
  readonly trackerId: string;
  /** Null for a place that belongs to no item. */
  readonly address: string | null;
  readonly line: number;
  readonly says: string;
}

export interface FindingDraft {
  /** The same while the same thing is found, wherever its lines move; names the finding in acceptances. */
  readonly key: string;
  /** Tracker id, or `workspace` for what lies between documents. */
  readonly scope: string;
  readonly rule: string;
  readonly group: string;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly places: readonly FindingPlace[];
}

/** Everything the rules find, inside each document and between them. Nothing is ever fixed here. */
export function findFindings(
  documents: readonly DocumentInput[],
  rules: readonly FindingRule[],
  options: FindingOptions,
): FindingDraft[] {
  return [
    ...documents.flatMap((document) => findWithin(document, rules, options)),
    ...findBetween(documents, rules, options),
  ];
}

/** What one document contradicts in itself; needs no other. */
export function findWithin(
  document: DocumentInput,
  rules: readonly FindingRule[],
  options: FindingOptions,
): FindingDraft[] {
  const facts = factsOf(document, options);
  return rules.flatMap((rule) => checkWithin(rule, facts));
}

/** What documents contradict in each other. */
export function findBetween(
  documents: readonly DocumentInput[],
  rules: readonly FindingRule[],
  options: FindingOptions,
): FindingDraft[] {
  const facts: DocumentFacts[] = documents.map((document) => factsOf(document, options));
  return rules.flatMap((rule) => checkBetween(rule, facts));
}
