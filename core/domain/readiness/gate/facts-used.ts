import type { Json } from '../../../kernel/versioned-json.ts';
import type { Digest } from '../evidence.ts';
import type { SloStanding } from '../slo/standing.ts';
import { whyNot } from './apply-exceptions.ts';
import type { EvidenceFact, ExceptionFact, FindingFact, GateFacts, ItemFact } from './gate-facts.ts';

/** What a run was judged by, so that another one can say whether it would be judged by the same. */
export class FactsUsed {
  readonly items = new Set<ItemFact>();
  readonly findings = new Set<FindingFact>();
  readonly slo = new Set<SloStanding>();
  readonly exceptions = new Set<ExceptionFact>();
  /** Gates that were asked, each with its version. */
  readonly gates = new Map<string, string>();

  /** SHA-256 of the canonical JSON of each kind: lists, in the order of the facts. */
  digests(facts: GateFacts): Record<string, Digest> {
    const items = facts.items.filter((item) => this.items.has(item));
    // Of lists, strings, whole numbers and words JSON has one form only: the canonical one, at a fifth of the time.
    const of = (list: Json): Digest => facts.digestOf(JSON.stringify(list));
    return {
      items: of(items.map(itemValue)),
      evidence: of(items.flatMap((item) => (facts.evidence.get(item.id) ?? []).map(evidenceValue))),
      signoffs: of(items.flatMap((item) => signoffValue(item, facts))),
      findings: of([...this.findings].map(({ id, severity, title }) => [id, severity, title])),
      slo: of([...this.slo].map(sloValue)),
      exceptions: of(
        [...this.exceptions].map((one) => [one.id, one.revoked, whyNot(one, facts.now) === null]),
      ),
      gates: of([...this.gates].map(([id, version]) => [id, version])),
    };
  }
}

function itemValue(item: ItemFact): Json {
  const { id, trackerId, key, title, state, status, owner, notes, due, deferred } = item;
  return [id, trackerId, key, title, state, status, owner, notes, due, deferred];
}

function evidenceValue({ id, tier, digest, state, found, future, withdrawn }: EvidenceFact): Json {
  // Most are found as they were added: that is said in fewer letters.
  const now = found === null ? null : found.digest === digest ? '=' : found.digest;
  return [id, tier, digest, state, now, found?.commit ?? null, found?.value ?? null, future, withdrawn];
}

function signoffValue({ id }: ItemFact, { signoffs }: GateFacts): Json[] {
  const standing = signoffs.get(id);
  if (standing === undefined) return [];
  const roles = standing.roles.map(({ role, signed }) => [role, signed?.id ?? null]);
  return [[id, standing.state, standing.requestId, roles, [...standing.because]]];
}

function sloValue({ policy, objective, stage, profile, result, blocks, value }: SloStanding): Json {
  return [policy, objective, stage, profile, result, blocks, value];
}
