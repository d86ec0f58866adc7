import type { ReadOnly } from '../model.ts';
import type { Severity } from './severity.ts';

/**
 * What a rule looks at. Conditions (`Where`) are written in the expression language over the names of `finding-scope.ts`,
 * and are functions once the rule is compiled.
 */
export type FindingCheck<Where = string> =
  /** Each item for which `where` holds; `beside` adds the places it is judged by. */
  | {
      readonly kind: 'item';
      readonly where: Where;
      readonly beside?: 'later-siblings' | 'related' | 'children' | 'dependencies' | 'own-date';
    }
  /** Items for which `where` holds, one finding per raw status word. */
  | { readonly kind: 'word'; readonly where: Where }
  /** The document as a whole; `at` names the metadata it quotes. */
  | {
      readonly kind: 'document';
      readonly where: Where;
      readonly at: readonly string[];
      readonly beside?: 'open-items' | 'own-status';
    }
  /** A sentence (regular expression, without case) against the items for which `where` holds. */
  | { readonly kind: 'sentence'; readonly sentence: string; readonly where: Where }
  /** Sentences that claim phases are complete, against what these phases say; here or in another document. */
  | { readonly kind: 'claim'; readonly sentence: string; readonly claimant: Where; readonly where: Where }
  /** The same id twice among rows of one kind and section. */
  | { readonly kind: 'duplicate'; readonly where: Where }
  /** One item in a summary and in a section of its own, which differ about its state or about one of its days. */
  | {
      readonly kind: 'two-places';
      readonly about: 'state' | 'date' | 'start' | 'done';
      readonly where: Where;
    }
  /** Dependencies that name nothing. */
  | { readonly kind: 'broken-reference'; readonly where: Where }
  /** Rows for which `where` holds, one finding per table: they have more cells than it has columns. */
  | { readonly kind: 'stray-cells'; readonly where: Where }
  /** Cells written like a day that are none, one finding per column. */
  | { readonly kind: 'unreadable-day'; readonly where: Where }
  /** The same item in two documents, finished in one and open in the other. */
  | { readonly kind: 'same-item'; readonly where: Where }
  /** An item of one document that names another document as a whole and says it is finished. */
  | { readonly kind: 'named-document'; readonly where: Where }
  /** A text that can be read and not edited. */
  | { readonly kind: 'read-only'; readonly code: ReadOnly['code'] }
  /** Rows that could be matched to more than one earlier row, or only loosely. */
  | { readonly kind: 'doubt' };

export interface FindingRule<Where = string> {
  readonly id: string;
  /** Findings of one kind are shown under this title. */
  readonly group: string;
  readonly severity: Severity;
  /** `{name}` is filled in from the names of the check. */
  readonly title: string;
  readonly explanation: string;
  readonly check: FindingCheck<Where>;
}
