import { type CompiledRule, compileRules } from '../../core/domain/trackers/findings/compile-rules.ts';
import type { FindingOptions } from '../../core/domain/trackers/findings/document-names.ts';
import type { FindingDraft } from '../../core/domain/trackers/findings/finding-draft.ts';
import type { DocumentInput } from '../../core/domain/trackers/findings/finding-facts.ts';
import type { FindingRule } from '../../core/domain/trackers/findings/finding-rule.ts';
import { findBetween, findWithin } from '../../core/domain/trackers/findings/findings.ts';
import { atOnce } from '../../core/kernel/steps.ts';

/** Everything the rules find, inside each document and between them. */
export function findFindings(
  documents: readonly DocumentInput[],
  sources: readonly FindingRule[],
  options: FindingOptions,
): FindingDraft[] {
  const compiled = compiledRules(sources);
  return [
    ...documents.flatMap((document) => atOnce(findWithin(document, compiled, options))),
    ...atOnce(findBetween(documents, compiled, options)),
  ];
}

/** Rules that are known to compile. */
export function compiledRules(sources: readonly FindingRule[]): readonly CompiledRule[] {
  const rules = compileRules(sources);
  if (!rules.ok) throw new Error(rules.error.message);
  return rules.value.compiled;
}
