import type { FindingDraft } from '../../core/domain/trackers/findings/finding-draft.ts';
import type { DocumentInput, FindingOptions } from '../../core/domain/trackers/findings/finding-facts.ts';
import type { FindingRule } from '../../core/domain/trackers/findings/finding-rules.ts';
import { findBetween, findWithin } from '../../core/domain/trackers/findings/findings.ts';

/** Everything the rules find, inside each document and between them. */
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
