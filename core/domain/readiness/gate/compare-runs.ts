import { z } from 'zod';
import { ExceptionId } from '../../../kernel/ids.ts';
import { Decision, type GateCheck, GateFailure, type GateReport } from './report.ts';

const CheckChange = z.object({
  check_id: z.string(),
  title: z.string(),
  /** `changed`: it failed before and does now, for other reasons. */
  change: z.enum(['met', 'broken', 'changed', 'added', 'removed']),
  /** Of the criterion now, or as it was where it is gone. */
  detail: z.string(),
  /** Reasons that are gone, and new ones. */
  gone: z.array(GateFailure),
  new: z.array(GateFailure),
});

/** What became different between two runs of a gate. */
export const RunComparison = z.object({
  decision: z.object({ before: Decision, after: Decision }),
  /** The gate's document was changed between them. */
  document: z.boolean(),
  commit: z.object({ before: z.string().nullable(), after: z.string().nullable() }),
  /** Kinds of facts that are not what they were: `items`, `evidence`… */
  inputs: z.array(z.string()),
  checks: z.array(CheckChange),
  exceptions: z.object({ added: z.array(ExceptionId), gone: z.array(ExceptionId) }),
});
export type RunComparison = z.output<typeof RunComparison>;

export function compareRuns(before: GateReport, after: GateReport): RunComparison {
  const earlier = new Map(before.checks.map((check) => [check.check_id, check]));
  const later = new Set(after.checks.map(({ check_id }) => check_id));
  const kinds = [...new Set([...Object.keys(before.inputs.digests), ...Object.keys(after.inputs.digests)])];
  const old = appliedIn(before);
  const now = appliedIn(after);
  return {
    decision: { before: before.decision, after: after.decision },
    document: before.gate.version !== after.gate.version,
    commit: { before: before.inputs.commit, after: after.inputs.commit },
    inputs: kinds.filter((kind) => before.inputs.digests[kind] !== after.inputs.digests[kind]).toSorted(),
    checks: [
      ...after.checks.flatMap((check) => changeOf(earlier.get(check.check_id) ?? null, check) ?? []),
      ...before.checks
        .filter(({ check_id }) => !later.has(check_id))
        .map((check) => ({ ...named(check), change: 'removed' as const, gone: check.failures, new: [] })),
    ],
    exceptions: {
      added: [...now].filter((id) => !old.has(id)),
      gone: [...old].filter((id) => !now.has(id)),
    },
  };
}

function appliedIn({ exceptions_applied }: GateReport): ReadonlySet<ExceptionId> {
  return new Set(exceptions_applied.map(({ id }) => id));
}

const named = ({ check_id, title, detail }: GateCheck) => ({ check_id, title, detail });

function changeOf(before: GateCheck | null, after: GateCheck): RunComparison['checks'][number] | null {
  if (before === null) return { ...named(after), change: 'added', gone: [], new: after.failures };
  const gone = without(before.failures, after.failures);
  const added = without(after.failures, before.failures);
  if (before.passed !== after.passed)
    return { ...named(after), change: after.passed ? 'met' : 'broken', gone, new: added };
  return gone.length + added.length === 0 ? null : { ...named(after), change: 'changed', gone, new: added };
}

function without(failures: readonly GateFailure[], others: readonly GateFailure[]): GateFailure[] {
  const known = new Set(others.map(sameness));
  return failures.filter((one) => !known.has(sameness(one)));
}

const sameness = ({ code, detail, itemId, evidenceId }: GateFailure): string =>
  JSON.stringify([code, detail, itemId, evidenceId]);
