import { type SloValue, standingOf } from '../../../../core/domain/readiness/slo/judge-slo.ts';
import type { SloDocument, SloObjective } from '../../../../core/domain/readiness/slo/slo-document.ts';
import { limitsOf, sourceOf } from '../../../../core/domain/readiness/slo/slo-document.ts';
import type { SloFilter, SloStandingRow } from '../../../../core/domain/readiness/slo/slo-rows.ts';
import type { SloStanding } from '../../../../core/domain/readiness/slo/standing.ts';
import { MAX_DRIFT_MS } from '../../../../core/kernel/hlc.ts';
import type { Reader } from '../../../handle.ts';
import {
  readSloPolicies,
  readSloPolicy,
  readSloValues,
  type SloValueRecord,
} from '../../../records/readiness/slo.ts';
import { evidenceRow } from '../evidence-list.ts';
import { sloReading } from '../kept-readings.ts';

/** As far back as failures in a row are counted: several devices may have read the same ones. */
const valuesJudged = ({ repeat }: SloObjective): number => Math.max(40, repeat * 4);

export interface SloQuestion {
  readonly policy: string;
  readonly stage: string;
  /** Null: the first of the policy. */
  readonly profile: string | null;
}

/**
 * How each objective of a policy stands at a stage, in the order of the policy. None where there is no such policy, stage
 * or profile: who asks has to take that for a failure. A policy that can't be read is one objective without a value.
 */
export function sloStandings(
  read: Reader,
  { policy: id, stage, profile }: SloQuestion,
  now: number,
): readonly SloStanding[] {
  const record = readSloPolicy(read, id);
  if (record === null) return [];
  const document = sloReading(record.document);
  if (!document.ok) {
    const [first] = document.problems;
    return [unreadable(id, stage, profile ?? '', `line ${first?.line ?? 1}: ${first?.says ?? ''}`)];
  }
  return standingsAt(read, document.value, stage, profile ?? document.value.profiles[0] ?? '', now);
}

/** The same for screens, of all policies and stages that a filter lets through. */
export function listSloStandings(read: Reader, filter: SloFilter, now: number): SloStandingRow[] {
  return readSloPolicies(read)
    .filter(({ id }) => filter.policy === null || id === filter.policy)
    .flatMap(({ document: text }) => {
      const found = sloReading(text);
      if (!found.ok) return [];
      const document = found.value;
      const profile = filter.profile ?? document.profiles[0] ?? '';
      return document.stages
        .filter((stage) => filter.stage === null || stage === filter.stage)
        .flatMap((stage) => standingsAt(read, document, stage, profile, now));
    });
}

function standingsAt(
  read: Reader,
  document: SloDocument,
  stage: string,
  profile: string,
  now: number,
): SloStandingRow[] {
  if (!document.stages.includes(stage) || !document.profiles.includes(profile)) return [];
  return document.objectives.map((objective) => {
    const place = { policy: document.policy, objective: objective.id, stage };
    const values = readSloValues(read, place, {
      upTo: now + MAX_DRIFT_MS,
      limit: valuesJudged(objective),
    }).map((one) => judged(read, one, now));
    const source = sourceOf(objective, stage);
    return {
      ...standingOf({ document, objective, stage, profile, values, now, drift: MAX_DRIFT_MS }),
      id: [document.policy, stage, profile, objective.id].join('/'),
      better: objective.better,
      limits: limitsOf(objective, stage, profile),
      repeat: objective.repeat,
      source: source === null ? null : `${source.file} ${source.measure}`,
    };
  });
}

function judged(read: Reader, row: SloValueRecord, now: number): SloValue {
  const { value, measuredAt, says, digest, evidenceId } = row;
  if (evidenceId === null) return { value, measuredAt, says, digest, evidence: null };
  const piece = evidenceRow(read, evidenceId, now);
  const state = piece === null ? 'gone' : piece.withdrawn === null ? piece.state : 'withdrawn';
  const typed = `Typed in, by ${piece?.where ?? evidenceId}${says === '' ? '.' : `: ${says}`}`;
  return { value, measuredAt, says: typed, digest, evidence: { id: evidenceId, state } };
}

function unreadable(policy: string, stage: string, profile: string, why: string): SloStanding {
  return {
    policy,
    objective: policy,
    title: `Policy ${policy}`,
    stage,
    profile,
    result: 'missing',
    blocks: true,
    breachesInARow: 0,
    value: null,
    unit: '',
    at: null,
    evidenceId: null,
    says: `The SLO policy ${policy} can’t be read: ${why}`,
  };
}
