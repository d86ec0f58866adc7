import { z } from 'zod';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { counted } from '../../trackers/read/counted.ts';
import type { Digest } from '../evidence.ts';
import { coverBy } from './apply-exceptions.ts';
import { FactsUsed } from './facts-used.ts';
import type { Criterion, GateDocument } from './gate-document.ts';
import type { ExceptionFact, GateFacts, ItemFact } from './gate-facts.ts';
import { judgeItems } from './judge-items.ts';
import { type AskGate, judgeFindings, judgeGateCriterion, judgeLineage, judgeSlo } from './judge-others.ts';
import type { Judged } from './judged.ts';
import type { Decision, GateCheck, GateFailure, GateJudgement } from './report.ts';

const FAILURES_LISTED = 200;
const TRACED = 2000;

/** A version of a gate is what its document says, not how it is laid out. */
export function gateVersion(document: GateDocument, digestOf: GateFacts['digestOf']): Digest {
  return digestOf(canonicalJson(z.json().parse(document)));
}

/** Judges a gate by the facts. It depends on nothing else, and what it can't judge is not met. */
export function evaluateGate(
  document: GateDocument,
  facts: GateFacts,
): { readonly judgement: GateJudgement; readonly items: readonly ItemFact[] } {
  const used = new FactsUsed();
  const { checks, decision, covered, refused } = judge(document, facts, used, [document.gate]);
  const failed = checks.filter(({ passed }) => !passed);
  const applied = decision === 'conditional-go' ? covered : new Map<string, readonly ExceptionFact[]>();
  const judgement: GateJudgement = {
    contract: 'quarterdeck_release_gate_v1',
    status: decision === 'go' ? 'passed' : 'failed',
    decision,
    gate: { id: document.gate, title: document.title, version: gateVersion(document, facts.digestOf) },
    summary: {
      total: checks.length,
      passed: checks.length - failed.length,
      failed: failed.length,
      high_failures: failed.filter(({ severity }) => severity === 'high').length,
      medium_failures: failed.filter(({ severity }) => severity === 'medium').length,
    },
    checks,
    inputs: {
      commit: facts.candidate?.commit ?? null,
      environment: facts.environment,
      digests: used.digests(facts),
      policy_version: facts.policyVersion,
    },
    exceptions_applied: [...applied].flatMap(([check_id, exceptions]) =>
      exceptions.map((one) => ({
        id: one.id,
        check_id,
        approved_by: one.approverName,
        owner: one.owner,
        reason: one.reason,
        expires_at: new Date(one.expiresAt).toISOString(),
        rollback: one.rollback,
      })),
    ),
    exceptions_refused: refused.map(({ exception, why }) => ({ id: exception.id, why })),
  };
  return { judgement, items: [...used.items] };
}

interface GateOutcome extends Pick<ReturnType<typeof coverBy>, 'covered' | 'refused'> {
  readonly checks: GateCheck[];
  readonly decision: Decision;
}

/** `path`: the gates that ask for this one, outermost first, and it. */
function judge(
  document: GateDocument,
  facts: GateFacts,
  used: FactsUsed,
  path: readonly string[],
): GateOutcome {
  const byExceptionOfOthers = new Map<string, readonly ExceptionFact[]>();
  const judgedItems = new Set<ItemFact>();
  const ask =
    (criterion: Criterion): AskGate =>
    (id) => {
      if (path.includes(id)) return { kind: 'circle', path: [...path.slice(path.indexOf(id)), id] };
      const other = facts.gates.get(id);
      if (other === undefined) return { kind: 'absent' };
      if (other === null) return { kind: 'unreadable' };
      used.gates.set(id, gateVersion(other, facts.digestOf));
      const { decision, checks, covered } = judge(other, facts, used, [...path, id]);
      if (decision === 'conditional-go') byExceptionOfOthers.set(criterion.id, [...covered.values()].flat());
      const failed = checks.filter(({ passed }) => !passed).length;
      return { kind: 'judged', decision, title: other.title, failed };
    };
  const judgeOne = (criterion: Criterion): Judged => {
    if ('items' in criterion) {
      const judged = judgeItems(criterion, facts);
      for (const item of judged.items) judgedItems.add(item);
      return judged;
    }
    if ('findings' in criterion) {
      const judged = judgeFindings(criterion, facts);
      for (const finding of judged.findings) used.findings.add(finding);
      for (const item of judged.failing) used.items.add(item);
      return judged;
    }
    if ('slo' in criterion) {
      const { policy, stage, profile } = criterion.slo;
      for (const standing of facts.slo(policy, stage, profile ?? null)) used.slo.add(standing);
      return judgeSlo(criterion, facts);
    }
    if ('gate' in criterion) return judgeGateCriterion(criterion, facts, ask(criterion));
    return judgeLineage(criterion, facts, [...judgedItems]);
  };

  // Lineage leads back from what all others were judged by.
  const order = document.criteria.toSorted((a, b) => Number('lineage' in a) - Number('lineage' in b));
  const judged = new Map(order.map((criterion) => [criterion, judgeOne(criterion)]));
  const failed = [...judged].flatMap(([{ id }, { failures }]) =>
    failures.length === 0 || byExceptionOfOthers.has(id) ? [] : [{ id, failures }],
  );
  const cover = coverBy(facts.exceptions, document.gate, failed, facts.now);
  const covered = new Map([...byExceptionOfOthers, ...cover.covered]);
  for (const one of facts.exceptions) if (one.gate === document.gate) used.exceptions.add(one);

  const checks = document.criteria.map((criterion): GateCheck => {
    const { seen, met, failures, items } = judged.get(criterion) ?? NOTHING_JUDGED;
    for (const item of items) used.items.add(item);
    return {
      check_id: criterion.id,
      title: criterion.title,
      passed: failures.length === 0,
      severity: criterion.severity,
      detail: detailOf(failures, seen),
      reason: criterion.reason ?? null,
      seen,
      met,
      failures: withOwners(failures.slice(0, FAILURES_LISTED), criterion, items),
      failureCount: failures.length,
      ...traceOf(items, facts),
      exceptions: (covered.get(criterion.id) ?? []).map(({ id }) => id),
    };
  });
  return { checks, decision: decide(document, checks, covered), covered, refused: cover.refused };
}

const NOTHING_JUDGED: Judged = { seen: 0, met: 0, failures: [], items: [] };

/** Who can mend it: whoever owns the item, else the criterion, else the document that the item stands in. */
function withOwners(
  failures: readonly GateFailure[],
  { owner }: Criterion,
  items: readonly ItemFact[],
): GateFailure[] {
  const keepers = new Map<string | null, string | null>(
    failures.length === 0 ? [] : items.map(({ id, trackerOwner }) => [id, trackerOwner]),
  );
  return failures.map((one) => ({ ...one, owner: one.owner ?? owner ?? keepers.get(one.itemId) ?? null }));
}

function detailOf(failures: readonly GateFailure[], seen: number): string {
  const [first] = failures;
  if (first === undefined)
    return seen === 0
      ? 'Nothing speaks against it.'
      : seen === 1
        ? 'It is as it has to be.'
        : `All ${seen} are as they have to be.`;
  return failures.length === 1
    ? first.detail
    : `${first.detail} And ${counted(failures.length - 1, 'more failures')}.`;
}

function traceOf(
  items: readonly ItemFact[],
  { evidence, signoffs }: GateFacts,
): Pick<GateCheck, 'items' | 'evidence' | 'signoffs'> {
  const pieces: GateCheck['evidence'] = [];
  const signed: GateCheck['signoffs'] = [];
  for (const { id } of items) {
    if (pieces.length >= TRACED && signed.length >= TRACED) break;
    for (const piece of evidence.get(id) ?? []) if (!piece.withdrawn) pieces.push(piece.id);
    for (const { signed: by } of signoffs.get(id)?.roles ?? []) if (by !== null) signed.push(by.id);
  }
  return {
    items: items.slice(0, TRACED).map(({ id }) => id),
    evidence: pieces.slice(0, TRACED),
    signoffs: signed.slice(0, TRACED),
  };
}

function decide(
  { mediumAllowed }: GateDocument,
  checks: readonly GateCheck[],
  covered: ReadonlyMap<string, unknown>,
): Decision {
  const isLetThrough = (open: readonly GateCheck[]): boolean =>
    !open.some(({ severity }) => severity === 'high') &&
    open.filter(({ severity }) => severity === 'medium').length <= mediumAllowed;
  const failed = checks.filter(({ passed }) => !passed);
  if (isLetThrough(failed)) return 'go';
  return isLetThrough(failed.filter(({ check_id }) => !covered.has(check_id))) ? 'conditional-go' : 'no-go';
}
