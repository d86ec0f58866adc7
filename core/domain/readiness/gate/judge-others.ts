import { unreachable } from '../../../kernel/unreachable.ts';
import { compareSeverities } from '../../trackers/findings/severity.ts';
import { counted } from '../../trackers/read/counted.ts';
import { asSentence, failure, itemCalled } from './failures.ts';
import type { Criterion } from './gate-document.ts';
import type { FindingFact, GateFacts, ItemFact } from './gate-facts.ts';
import type { Judged } from './judged.ts';
import type { GateFailure } from './report.ts';
import { trackerNamed } from './select-items.ts';
import { tracedItems } from './traced-items.ts';

type Of<Key extends string> = Extract<Criterion, Readonly<Record<Key, unknown>>>;

export interface JudgedFindings extends Judged {
  readonly findings: readonly FindingFact[];
  /** Items with evidence that fails. */
  readonly failing: readonly ItemFact[];
}

/** Open findings, and evidence that fails verification: that is a high finding, too. */
export function judgeFindings(criterion: Of<'findings'>, facts: GateFacts): JudgedFindings {
  const { items, failures } = tracedItems(criterion, facts);
  const { severity, most } = criterion.findings;
  const tracker =
    criterion.findings.tracker === undefined
      ? null
      : trackerNamed(criterion.findings.tracker, facts.trackers);
  if (typeof tracker === 'string')
    return {
      seen: 0,
      met: 0,
      items,
      findings: [],
      failing: [],
      failures: [
        ...failures,
        failure('absent', tracker, 'Import the tracker, or mend the criterion in the gate.'),
      ],
    };
  const findings = facts.findings.filter(
    (one) =>
      compareSeverities(one.severity, severity) <= 0 &&
      (tracker === null || one.trackerIds.some((id) => tracker.ids.includes(id))),
  );
  const byId = new Map(facts.items.map((item) => [item.id, item]));
  const failing = facts.items.filter(
    (item) =>
      (tracker === null || item.trackerId === tracker.id) &&
      facts.evidence.get(item.id)?.some(({ state, withdrawn }) => state === 'failed' && !withdrawn) === true,
  );
  const found = [
    ...findings.map(({ title, place, itemId }) =>
      failure('finding', `${place}: ${asSentence(title)}`, `Mend "${title}", or accept it with a reason.`, {
        item: itemId === null ? null : (byId.get(itemId) ?? null),
      }),
    ),
    ...failing.flatMap((item) => failedEvidence(item, facts)),
  ];
  return {
    seen: found.length,
    met: 0,
    items,
    findings,
    failing,
    failures: found.length <= most ? failures : [...failures, ...found],
  };
}

function failedEvidence(item: ItemFact, facts: GateFacts): readonly GateFailure[] {
  return (facts.evidence.get(item.id) ?? []).flatMap((piece) =>
    piece.state === 'failed' && !piece.withdrawn
      ? [
          failure(
            'finding',
            `Evidence ${piece.where()} for ${itemCalled(item)} fails. ${asSentence(piece.says())}`,
            `Mend what ${piece.where()} shows, or withdraw it.`,
            { item, evidence: piece },
          ),
        ]
      : [],
  );
}

export function judgeSlo(criterion: Of<'slo'>, facts: GateFacts): Judged {
  const { items, failures } = tracedItems(criterion, facts);
  const { policy, stage, profile } = criterion.slo;
  const standings = facts.slo(policy, stage, profile ?? null);
  if (standings.length === 0)
    return {
      seen: 0,
      met: 0,
      items,
      failures: [
        ...failures,
        failure(
          'slo',
          `The SLO policy "${policy}" asks for nothing at the stage "${stage}", or there is no such policy.`,
          `Write the policy "${policy}" for ${stage}, or mend the criterion in the gate.`,
        ),
      ],
    };
  const bad = standings.filter(({ blocks, result }) => blocks || result === 'missing' || result === 'stale');
  return {
    seen: standings.length,
    met: standings.length - bad.length,
    items,
    failures: [
      ...failures,
      ...bad.map(({ title, says, result }) =>
        failure(
          'slo',
          `${title} at ${stage}: ${asSentence(says)}`,
          result === 'missing' || result === 'stale'
            ? `Bring a new value of ${title} at ${stage}.`
            : `Bring ${title} back within its limits at ${stage}.`,
        ),
      ),
    ],
  };
}

/** That what was judged can be led back to what it was made from. */
export function judgeLineage(
  criterion: Of<'lineage'>,
  facts: GateFacts,
  judged: readonly ItemFact[],
): Judged {
  const { items, failures } = tracedItems(criterion, facts);
  const missing: GateFailure[] = [];
  if (facts.candidate === null)
    missing.push(
      failure(
        'lineage',
        'No commit was named: nothing says what is released.',
        'Name the commit that is to be released when you run the gate.',
      ),
    );
  let seen = 1;
  for (const item of judged) {
    const pieces = (facts.evidence.get(item.id) ?? []).filter(({ withdrawn }) => !withdrawn);
    seen += pieces.length;
    for (const piece of pieces) {
      const commit = piece.found?.commit ?? null;
      if (piece.digest !== null || commit !== null || (piece.found?.digest ?? null) !== null) continue;
      missing.push(
        failure(
          'lineage',
          `Nothing leads from ${piece.where()} to ${itemCalled(item)}: neither a digest nor a commit of it is known.`,
          `Verify ${piece.where()}.`,
          { item, evidence: piece },
        ),
      );
    }
  }
  return { seen, met: seen - missing.length, items, failures: [...failures, ...missing] };
}

/** The gates that a gate asks, how they stand now. */
export type AskGate = (
  id: string,
) =>
  | { readonly kind: 'judged'; readonly decision: string; readonly title: string; readonly failed: number }
  | { readonly kind: 'absent' | 'unreadable' }
  | { readonly kind: 'circle'; readonly path: readonly string[] };

export function judgeGateCriterion(criterion: Of<'gate'>, facts: GateFacts, ask: AskGate): Judged {
  const { items, failures } = tracedItems(criterion, facts);
  const { id } = criterion.gate;
  const answer = ask(id);
  const judged = (found: readonly GateFailure[]): Judged => ({
    seen: 1,
    met: found.length === 0 ? 1 : 0,
    items,
    failures: [...failures, ...found],
  });
  switch (answer.kind) {
    case 'absent':
      return judged([failure('gate', `There is no gate "${id}".`, `Write the gate "${id}".`)]);
    case 'unreadable':
      return judged([
        failure('unreadable', `The gate "${id}" can't be read.`, `Mend the document of the gate "${id}".`),
      ]);
    case 'circle':
      return judged([
        failure(
          'gate',
          `The gate asks itself: ${answer.path.join(', then ')}.`,
          `Take the criterion out of one of these gates.`,
        ),
      ]);
    case 'judged':
      return answer.decision === 'go'
        ? judged([])
        : judged([
            failure(
              'gate',
              `The gate "${answer.title}" says ${answer.decision}: ${counted(answer.failed, 'criteria')} not met.`,
              `Bring the gate "${answer.title}" to go.`,
            ),
          ]);
    default:
      return unreachable(answer);
  }
}
