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
  | { readonly kind: 'duplicate' }
  /** Dependencies that name nothing. */
  | { readonly kind: 'broken-reference' }
  /** The same item in two documents, finished in one and open in the other. */
  | { readonly kind: 'same-item' }
  /** An item of one document that names another document as a whole and says it is finished. */
  | { readonly kind: 'named-document' }
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

/** Contradictions are warnings; broken references and words nobody declared are for information. */
export const FINDING_RULES: readonly FindingRule[] = [
  {
    id: 'conflict-markers',
    group: 'Unresolved merge conflicts',
    severity: 'high',
    title: '{places} in "{name}"',
    explanation: '{reason}',
    check: { kind: 'read-only', code: 'tracker.conflict-markers' },
  },
  {
    id: 'not-utf8',
    group: 'Not UTF-8',
    severity: 'warning',
    title: '"{name}" is not UTF-8',
    explanation: '{reason}',
    check: { kind: 'read-only', code: 'tracker.not-utf8' },
  },
  {
    id: 'earlier-open-later-done',
    group: 'Earlier step open, later ones done',
    severity: 'warning',
    title: '{title} is {status}, yet the {later} after it are done',
    explanation: 'All later steps of this list are finished, so this one is finished too or they are not.',
    check: {
      kind: 'item',
      where:
        'kind in ["milestone", "phase", "version", "order-step"] and open and later >= 2 and laterFinished = later',
      beside: 'later-siblings',
    },
  },
  {
    id: 'acceptance-open-work-done',
    group: 'Acceptance against milestones',
    severity: 'warning',
    title: 'Acceptance of {title} is {status}, yet its {related} milestones are done',
    explanation:
      'The work is reported as finished while its acceptance is not: either evidence is missing or a milestone is.',
    check: {
      kind: 'item',
      where: 'kind = "acceptance" and open and related > 0 and relatedFinished = related',
      beside: 'related',
    },
  },
  {
    id: 'acceptance-met-work-open',
    group: 'Acceptance against milestones',
    severity: 'warning',
    title: 'Acceptance of {title} is {status}, yet {relatedOpen} of its {related} milestones are open',
    explanation: 'Acceptance is reported as met before the work it rests on is finished.',
    check: { kind: 'item', where: 'kind = "acceptance" and finished and relatedOpen > 0', beside: 'related' },
  },
  {
    id: 'heading-done-children-open',
    group: 'Heading against body',
    severity: 'warning',
    title: '{title} says {status}, yet {childrenOpen} of its {children} entries are open',
    explanation: 'The heading reports the whole as finished while entries below it are not.',
    check: { kind: 'item', where: 'finished and childrenOpen > 0', beside: 'children' },
  },
  {
    id: 'children-done-heading-open',
    group: 'Heading against body',
    severity: 'info',
    title: '{title} says {status}, yet its {children} entries are done',
    explanation: 'Everything below is finished; the heading may have been left behind.',
    check: {
      kind: 'item',
      where: 'open and children > 1 and childrenFinished = children',
      beside: 'children',
    },
  },
  {
    id: 'release-held-back',
    group: 'Intent against status',
    severity: 'warning',
    title: '{title}: {status}, under a plan that does not release yet',
    explanation:
      'The plan says that nothing is released until every phase is complete; a baseline is finished on paper, with run-time or outside proof still open.',
    check: {
      kind: 'sentence',
      sentence:
        "\\b(?:do not|don't|no|must not|not to) (?:\\w+ ){0,4}?(?:releas\\w+|launch\\w*)\\b.*\\b(?:while|until|before)\\b",
      where: 'kind = "phase" and state = "review"',
    },
  },
  {
    id: 'exit-criterion-not-met',
    group: 'Exit criteria against phases',
    severity: 'info',
    title: 'Exit criterion "{claim}" is not met by what its phases say',
    explanation: 'The criterion asks for these phases to be complete; at least one says something else.',
    check: {
      kind: 'claim',
      sentence:
        '\\b(phases?)\\s+([\\p{L}\\d][\\p{L}\\d.]{0,4}(?:\\s*(?:-|–|—|to|,|and|&)\\s*[\\p{L}\\d.]{1,5})*)\\s+(?:is|are)\\s+(?:complete|completed|done|finished)\\b',
      claimant: 'kind = "exit-criterion" and not finished',
      where: 'kind in ["phase", "milestone"] and not finished',
    },
  },
  {
    id: 'claimed-complete',
    group: 'Said complete, stated open',
    severity: 'warning',
    title: '"{claim}", yet what it names says something else',
    explanation: 'One place reports as complete what another place reports as open.',
    check: {
      kind: 'claim',
      sentence:
        '\\b(phases?)\\s+([\\p{L}\\d][\\p{L}\\d.]{0,4}(?:\\s*(?:-|–|—|to|,|and|&)\\s*[\\p{L}\\d.]{1,5})*)\\s+(?:is|are|was|were)?\\s*(?:complete|completed|done|finished)\\b',
      claimant: 'finished',
      where: 'kind in ["phase", "milestone"] and not finished',
    },
  },
  {
    id: 'overdue',
    group: 'Open after its date',
    severity: 'warning',
    title: '{title} was due {due} and is {status}',
    explanation:
      'Judged by the day the document says it was last updated, not by today. Finished before its date is fine.',
    check: { kind: 'item', where: 'open and due < lastUpdated', beside: 'own-date' },
  },
  {
    id: 'finished-in-future',
    group: 'Finished after the document was updated',
    severity: 'warning',
    title: '{title} is {status} on {finishedOn}, after the document was last updated',
    explanation:
      'A date of completion later than the document itself can only be a plan or a slip of the pen.',
    check: {
      kind: 'item',
      where: 'finished and finishedOn > lastUpdated and finishedOn > today',
      beside: 'own-date',
    },
  },
  {
    id: 'done-waiting',
    group: 'Done before what it waits for',
    severity: 'warning',
    title: '{title} is {status}, yet {dependsOpen} of what it depends on is open',
    explanation: 'The document says this waits for something that is not finished.',
    check: { kind: 'item', where: 'finished and dependsOpen > 0', beside: 'dependencies' },
  },
  {
    id: 'broken-reference',
    group: 'References to nothing',
    severity: 'info',
    title: '{title} depends on {reference}, which is not in this document',
    explanation: 'The name may have changed, or the entry may stand in another document.',
    check: { kind: 'broken-reference' },
  },
  {
    id: 'duplicate-id',
    group: 'Same id twice',
    severity: 'warning',
    title: '{key} stands for {copies} different entries',
    explanation: 'Links and commands that use the id reach the first one only.',
    check: { kind: 'duplicate' },
  },
  {
    id: 'unknown-word',
    group: 'Unknown status words',
    severity: 'info',
    title: '"{status}" is a status nobody has explained',
    explanation: 'It is counted neither as open nor as done until someone says what it stands for.',
    check: { kind: 'word', where: 'state = "unknown" and not undeclared' },
  },
  {
    id: 'undeclared-word',
    group: 'Undeclared status words',
    severity: 'info',
    title: '"{status}" is not among the statuses this document declares',
    explanation: 'It is counted as {state} until someone says what it stands for.',
    check: { kind: 'word', where: 'undeclared' },
  },
  {
    id: 'guessed-word',
    group: 'Guessed status words',
    severity: 'info',
    title: '"{status}" is counted as {state}',
    explanation:
      'The document declares no statuses; this word was mapped by the general table and may mean something else.',
    check: { kind: 'word', where: 'guess and not undeclared and state != "unknown"' },
  },
  {
    id: 'stale-verification',
    group: 'Not verified lately',
    severity: 'warning',
    title: 'Last verified {lastVerified}, {verifiedAge} days ago',
    explanation:
      'The document names when it was last checked against reality; that is longer ago than this workspace allows.',
    check: { kind: 'document', where: 'verifiedAge > staleAfterDays', at: ['last-verified'] },
  },
  {
    id: 'verified-before-update',
    group: 'Not verified since it changed',
    severity: 'info',
    title: 'Last verified {lastVerified}, but updated {lastUpdated}',
    explanation: 'The document changed after it was last checked against reality.',
    check: { kind: 'document', where: 'lastVerified < lastUpdated', at: ['last-verified', 'last-updated'] },
  },
  {
    id: 'updated-in-future',
    group: 'Dates in the future',
    severity: 'warning',
    title: 'Last updated {lastUpdated}, which is not reached yet',
    explanation: 'Due dates are judged by this date, so a wrong one hides or invents overdue entries.',
    check: { kind: 'document', where: 'lastUpdated > today + 1', at: ['last-updated'] },
  },
  {
    id: 'stated-complete-items-open',
    group: 'Front matter against body',
    severity: 'warning',
    title: 'The document says {statedStatus}, yet {openItems} of its {items} entries are open',
    explanation: 'Its own status line and its entries disagree.',
    check: {
      kind: 'document',
      where: 'statedFinished and openItems > 0',
      at: ['status'],
      beside: 'open-items',
    },
  },
  {
    id: 'stated-open-items-done',
    group: 'Front matter against body',
    severity: 'info',
    title: 'The document says {statedStatus}, yet all {items} entries are done',
    explanation: 'Its own status line may have been left behind.',
    check: { kind: 'document', where: 'statedOpen and items > 1 and openItems = 0', at: ['status'] },
  },
  {
    id: 'status-stated-twice',
    group: 'Front matter against body',
    severity: 'warning',
    title: 'The document says {statedStatus} at the top and {bodyStatus} in its text',
    explanation: 'Its metadata and its text give it two different statuses.',
    check: {
      kind: 'document',
      where: 'not missing(statedState) and not missing(bodyState) and statedState != bodyState',
      at: ['status'],
      beside: 'own-status',
    },
  },
  {
    id: 'phase-count-differs',
    group: 'Stated counts against rows',
    severity: 'warning',
    title: '{title} states {statedPhases} phases and lists {phases}',
    explanation: 'A phase may be missing from the list, or the numbers were not carried on.',
    check: {
      kind: 'item',
      where:
        'kind = "version" and finished and phases > 0 and statedPhases != phases and not missing(statedPhases)',
      beside: 'children',
    },
  },
  {
    id: 'percent-differs',
    group: 'Percent against counts',
    severity: 'warning',
    title: 'The document says {statedPercent} %, its entries say {percent} %',
    explanation: 'Counted from the entries that carry a status, dropped ones left out.',
    check: {
      kind: 'document',
      where: 'statedPercent - percent > 2 or percent - statedPercent > 2',
      at: ['percent', 'progress', 'completion'],
      beside: 'open-items',
    },
  },
  {
    id: 'done-without-date',
    group: 'Done without a date',
    severity: 'info',
    title: '{title} is {status}, but its date is empty',
    explanation: 'Other entries of this table name a date.',
    check: { kind: 'item', where: 'finished and dateMissing' },
  },
  {
    id: 'same-item-differs',
    group: 'Documents that disagree',
    severity: 'warning',
    title: '{title} is {status} here and {otherStatus} in {otherName}',
    explanation: 'Two documents report on the same thing; one of them is behind.',
    check: { kind: 'same-item' },
  },
  {
    id: 'named-document-open',
    group: 'Documents that disagree',
    severity: 'warning',
    title: '{title} is {status}, yet {openItems} entries of {otherName} are open',
    explanation: 'One document reports as finished what the other still works on.',
    check: { kind: 'named-document' },
  },
  {
    id: 'doubtful-match',
    group: 'Rows found again with doubt',
    severity: 'info',
    title: '{title} was taken for the former "{before}"',
    explanation:
      'The row moved or was renamed outside. If it is another one, its history here belongs elsewhere.',
    check: { kind: 'doubt' },
  },
];
