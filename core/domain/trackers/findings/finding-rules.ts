import type { FindingRule } from './finding-rule.ts';

/**
 * Where an entry may be held against others: its state is beyond doubt, it is no example to be filled in, and nobody put
 * it off. Open and finished leave out what was dropped and words nobody knows.
 */
const STANDS = 'sure and not example and not deferred';

/** A word somebody wrote as the status of an entry and can explain; sentences and cells out of their column are none. */
const A_WORD = 'statesStatus and statusWords > 0 and statusWords <= 4 and not strayCells and not example';

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
    explanation:
      'Close it if it is finished too, say if it was dropped or deferred, or reopen what rests on it.',
    check: {
      kind: 'item',
      where: `${STANDS} and kind in ["milestone", "phase", "version", "order-step"] and open and later >= 2 and laterFinished = later`,
      beside: 'later-siblings',
    },
  },
  {
    id: 'acceptance-open-work-done',
    group: 'Acceptance against milestones',
    severity: 'warning',
    title: 'Acceptance of {title} is {status}, yet its {related} {related:milestone is|milestones are} done',
    explanation: 'Either evidence for the acceptance is missing, or a milestone was closed too early.',
    check: {
      kind: 'item',
      where: `${STANDS} and kind = "acceptance" and open and related > 0 and relatedFinished = related`,
      beside: 'related',
    },
  },
  {
    id: 'acceptance-met-work-open',
    group: 'Acceptance against milestones',
    severity: 'warning',
    title:
      'Acceptance of {title} is {status}, yet {relatedOpen} of its {related} milestones {relatedOpen:is|are} open',
    explanation: 'It is accepted before the work it rests on is finished: close the milestones or reopen it.',
    check: {
      kind: 'item',
      where: `${STANDS} and kind = "acceptance" and finished and relatedOpen > 0`,
      beside: 'related',
    },
  },
  {
    id: 'heading-done-children-open',
    group: 'Heading against body',
    severity: 'warning',
    title:
      '{title} is {status}, yet {childrenOpen} of its {children} {children:entry|entries} {childrenOpen:is|are} open',
    explanation: 'Close what is finished, move what is left elsewhere, or correct the heading.',
    check: { kind: 'item', where: `${STANDS} and finished and childrenOpen > 0`, beside: 'children' },
  },
  {
    id: 'children-done-heading-open',
    group: 'Heading against body',
    severity: 'info',
    title: '{title} is {status}, yet its {children} entries are done',
    explanation: 'Everything below is finished; the heading may have been left behind.',
    check: {
      kind: 'item',
      where: `${STANDS} and open and children > 1 and childrenFinished = children`,
      beside: 'children',
    },
  },
  {
    id: 'places-differ',
    group: 'Summary against section',
    severity: 'warning',
    title: '{title}: the {summary} says {inSummary}, the section says {inSection}',
    explanation: 'The section is shown and counted. Setting the status sets it in both.',
    check: { kind: 'two-places', about: 'state', where: 'not example' },
  },
  {
    id: 'places-differ-date',
    group: 'Summary against section',
    severity: 'warning',
    title: '{title}: the {summary} says due {inSummary}, the section says {inSection}',
    explanation: 'The section is shown. Setting the date sets it in both.',
    check: { kind: 'two-places', about: 'date', where: 'not example' },
  },
  {
    id: 'places-differ-start',
    group: 'Summary against section',
    severity: 'warning',
    title: '{title}: the {summary} says start {inSummary}, the section says {inSection}',
    explanation: 'The section is shown. Setting the date sets it in both.',
    check: { kind: 'two-places', about: 'start', where: 'not example' },
  },
  {
    id: 'places-differ-done',
    group: 'Summary against section',
    severity: 'warning',
    title: '{title}: the {summary} says done on {inSummary}, the section says {inSection}',
    explanation: 'The section is shown. Setting the date sets it in both.',
    check: { kind: 'two-places', about: 'done', where: 'not example' },
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
      where: `${STANDS} and kind = "phase" and state = "review"`,
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
      claimant: 'kind = "exit-criterion" and not finished and not dropped and not example',
      where: `${STANDS} and kind in ["phase", "milestone"] and open`,
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
      claimant: 'finished and sure and not example',
      where: `${STANDS} and kind in ["phase", "milestone"] and open`,
    },
  },
  {
    id: 'overdue',
    group: 'Open after its date',
    severity: 'warning',
    title: '{title} was due {due} and is {status}',
    explanation:
      'Judged by the day the document says it was last updated, not by today. Finished before its date is fine.',
    check: { kind: 'item', where: `${STANDS} and open and due < lastUpdated`, beside: 'own-date' },
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
      where: `${STANDS} and finished and finishedOn > lastUpdated and finishedOn > today`,
      beside: 'own-date',
    },
  },
  {
    id: 'done-waiting',
    group: 'Done before what it waits for',
    severity: 'warning',
    title:
      '{title} is {status}, yet {dependsOpen:{dependsOn}, which it depends on, is|{dependsOpen} that it depends on are} open',
    explanation: 'Close what it waits for, take the dependency out, or reopen it.',
    check: { kind: 'item', where: `${STANDS} and finished and dependsOpen > 0`, beside: 'dependencies' },
  },
  {
    id: 'broken-reference',
    group: 'References to nothing',
    severity: 'info',
    title: '{title} {count:depends|depend} on {reference}, which is not in this document',
    explanation: 'Correct the name if it changed; it may also stand in another document.',
    check: { kind: 'broken-reference', where: 'not example and not dropped' },
  },
  {
    id: 'duplicate-id',
    group: 'Same id twice',
    severity: 'warning',
    title: '{key} stands for {copies} different entries',
    explanation:
      'Give one of them an id of its own: links and commands that use this id reach the first one only.',
    check: { kind: 'duplicate', where: 'not example and not dropped' },
  },
  {
    id: 'stray-cells',
    group: 'Rows with too many cells',
    severity: 'warning',
    title:
      '{count:{title} has more cells than its table has columns|{count} rows have more cells than their table has columns} ({columns})',
    explanation:
      'A "|" inside a cell begins another one, so what follows, often the status, is read in the wrong column. Write it as "\\|".',
    check: { kind: 'stray-cells', where: 'strayCells and not example' },
  },
  {
    id: 'unreadable-date',
    group: 'Dates that are none',
    severity: 'warning',
    title:
      '{count:"{day}" under "{column}" is no day of the calendar|{count} cells under "{column}" are no days of the calendar, such as "{day}"}',
    explanation: 'It is written like a day, but no month has it, so nothing is counted as due or done by it.',
    check: { kind: 'unreadable-day', where: 'not example and not strayCells' },
  },
  {
    id: 'unknown-word',
    group: 'Unknown status words',
    severity: 'info',
    title: '"{status}" is a status nobody has explained',
    explanation:
      '{count:One entry is|{count} entries are} counted neither as open nor as done until someone says what it stands for.',
    check: { kind: 'word', where: `state = "unknown" and not undeclared and ${A_WORD}` },
  },
  {
    id: 'undeclared-word',
    group: 'Undeclared status words',
    severity: 'info',
    title: '"{status}" is not among the statuses this document declares',
    explanation:
      '{count:One entry is|{count} entries are} counted as {state} until someone says what it stands for.',
    check: { kind: 'word', where: `undeclared and changesCount and ${A_WORD}` },
  },
  {
    id: 'guessed-word',
    group: 'Guessed status words',
    severity: 'info',
    title: '"{status}" is counted as {state}',
    explanation:
      'The document declares no statuses, and this may mean something else: say what it stands for. {count:One entry is|{count} entries are} counted by it.',
    check: {
      kind: 'word',
      where: `not sure and not undeclared and (finished or dropped) and ${A_WORD}`,
    },
  },
  {
    id: 'stale-verification',
    group: 'Not verified lately',
    severity: 'warning',
    title: 'Last verified {lastVerified}, {verifiedAge} days ago',
    explanation:
      'The document names when it was last checked against reality; that is longer ago than this workspace allows.',
    check: {
      kind: 'document',
      where: 'verifiedAge > staleAfterDays and not template and not statedFinished',
      at: ['last-verified'],
    },
  },
  {
    id: 'verified-before-update',
    group: 'Not verified since it changed',
    severity: 'info',
    title: 'Last verified {lastVerified}, but updated {lastUpdated}',
    explanation: 'The document changed after it was last checked against reality.',
    check: {
      kind: 'document',
      where: 'lastVerified < lastUpdated and not template and not statedFinished',
      at: ['last-verified', 'last-updated'],
    },
  },
  {
    id: 'updated-in-future',
    group: 'Dates in the future',
    severity: 'warning',
    title: 'Last updated {lastUpdated}, which is not reached yet',
    explanation: 'Due dates are judged by this date, so a wrong one hides or invents overdue entries.',
    check: { kind: 'document', where: 'lastUpdated > today + 1 and not template', at: ['last-updated'] },
  },
  {
    id: 'stated-complete-items-open',
    group: 'Front matter against body',
    severity: 'warning',
    title:
      'The document says {statedStatus}, yet {openItems} of its {items} {items:entry|entries} {openItems:is|are} open',
    explanation: 'Its own status line and its entries disagree.',
    check: {
      kind: 'document',
      where: 'statedFinished and openItems > 0 and not template',
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
    check: {
      kind: 'document',
      where: 'statedOpen and items > 1 and percent = 100 and undecided = 0 and not template',
      at: ['status'],
    },
  },
  {
    id: 'status-stated-twice',
    group: 'Front matter against body',
    severity: 'warning',
    title: 'The document says {statedStatus} at the top and {bodyStatus} in its text',
    explanation: 'Its metadata and its text give it two different statuses.',
    check: {
      kind: 'document',
      where:
        'not missing(statedState) and not missing(bodyState) and statedState != bodyState and not template',
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
        'kind = "version" and finished and not example and phases > 0 and statedPhases != phases and not missing(statedPhases)',
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
      where:
        '(statedPercent - percent > 2 or percent - statedPercent > 2) and undecided = 0 and not template',
      at: ['percent', 'progress', 'completion'],
      beside: 'open-items',
    },
  },
  {
    id: 'done-without-date',
    group: 'Done without a date',
    severity: 'info',
    title: '{title} is {status}, but the day it was done is empty',
    explanation: 'Other entries here name the day: fill it in.',
    check: { kind: 'item', where: `${STANDS} and finished and doneDateMissing` },
  },
  {
    id: 'same-item-differs',
    group: 'Documents that disagree',
    severity: 'warning',
    title:
      '{count:{title} is {status} in {name} and {otherStatus} in {otherName}|{count} entries are done in {name} and open in {otherName}}',
    explanation: 'Two documents report on the same thing, and one of them is behind: bring it up to date.',
    check: {
      kind: 'same-item',
      // Sections and boxes of the same name ("Current Position", "All tests pass") are parts of a form that many documents fill in.
      where: `${STANDS} and not (kind in ["section", "check"])`,
    },
  },
  {
    id: 'named-document-open',
    group: 'Documents that disagree',
    severity: 'warning',
    title:
      '{title} is {status}, yet {openItems} {openItems:entry|entries} of {otherName} {openItems:is|are} open',
    explanation: 'One document reports as finished what the other still works on.',
    check: { kind: 'named-document', where: `${STANDS} and finished` },
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
