import { evaluateGate } from '../../../../core/domain/readiness/gate/evaluate-gate.ts';
import { gateIn } from '../../../../core/domain/readiness/gate/read-gate.ts';
import type { GateJudgement } from '../../../../core/domain/readiness/gate/report.ts';
import type { EvidenceId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { Reader } from '../../../handle.ts';
import { gateReading } from '../kept-readings.ts';
import { documentsOf, knownGates } from './gate-documents.ts';
import { type GateMoment, gateFacts } from './gate-facts.ts';

export interface AskedCandidate {
  readonly commit: string;
  /** Commits that went into it. */
  readonly includes: readonly string[];
}

export interface AskedMoment extends Omit<GateMoment, 'candidate'> {
  readonly candidate: AskedCandidate | null;
}

export interface JudgeInput extends AskedMoment {
  readonly gate: { readonly id: string } | { readonly text: string };
}

export interface Judgement {
  readonly judgement: GateJudgement;
  readonly mediumAllowed: number;
  /** What counts of the items that it was judged by. */
  readonly evidence: readonly EvidenceId[];
}

/** How one gate stands, or a text that is not kept yet. Records nothing. */
export function judgeGate(read: Reader, { gate, ...moment }: JudgeInput): Result<Judgement> {
  const known = knownGates(read);
  const text = 'text' in gate ? gate.text : known.find(({ id }) => id === gate.id)?.text;
  if (text === undefined)
    return fail('gate.not-found', `There is no gate ${'id' in gate ? gate.id : ''}. Nothing was run.`);
  const document = gateIn(gateReading(text));
  if (!document.ok) return document;
  const gates = new Map([...documentsOf(known), [document.value.gate, document.value]]);
  const facts = gateFacts(read, momentOf(moment), gates);
  const { judgement, items } = evaluateGate(document.value, facts);
  const evidence = items.flatMap(({ id }) =>
    (facts.evidence.get(id) ?? []).flatMap((piece) => (piece.withdrawn ? [] : piece.id)),
  );
  return ok({ judgement, mediumAllowed: document.value.mediumAllowed, evidence });
}

/** How every gate stands at a moment, by its id. Without a candidate: nobody named one. */
export function judgeAllGates(read: Reader, now: number): ReadonlyMap<string, GateJudgement> {
  const known = knownGates(read);
  const facts = gateFacts(read, { now, environment: null, candidate: null }, documentsOf(known));
  return new Map(
    known.flatMap(({ id, document }) =>
      document === null ? [] : [[id, evaluateGate(document, facts).judgement] as const],
    ),
  );
}

function momentOf({ candidate, ...moment }: AskedMoment): GateMoment {
  return {
    ...moment,
    candidate:
      candidate === null
        ? null
        : { commit: candidate.commit, includes: new Set([candidate.commit, ...candidate.includes]) },
  };
}
