import type { RowOf } from '../../../../core/contract/index.ts';
import type { Decision } from '../../../../core/domain/readiness/gate/report.ts';
import { buildPath } from '../../../ui/frame/navigation.tsx';
import type { Mark } from '../../../ui/marks/mark.ts';
import { formatCount } from '../../../ui/text/format.ts';

export type Gate = RowOf<'gates.list'>;
export type GateRun = RowOf<'gates.runs'>;

export const decisionMarks: Readonly<Record<Decision, Mark>> = {
  go: 'done',
  'conditional-go': 'at-risk',
  'no-go': 'blocked',
};

export const decisionLabels: Readonly<Record<Decision, string>> = {
  go: 'Go',
  'conditional-go': 'Conditional go',
  'no-go': 'No-go',
};

export function gatePath(gateId: string, query: Readonly<Record<string, string | null>> = {}): string {
  return buildPath('/gates/:gate', { gate: gateId }, query);
}

/** What a gate's newest run decided, or why nothing is known. */
export function lastDecision({ last, problem }: Gate): { readonly mark: Mark; readonly label: string } {
  if (problem !== null) return { mark: 'unknown', label: 'Can’t be read' };
  if (last === null) return { mark: 'planned', label: 'Never run' };
  return { mark: decisionMarks[last.decision], label: decisionLabels[last.decision] };
}

/** Whether the newest decision would be made again, in words. */
export function inputsWords({ inputs, now, last }: Gate): string {
  if (inputs === 'unknown' || now === null) return 'Not known';
  const decision = decisionLabels[now].toLowerCase();
  if (inputs === 'never-run') return `Would say ${decision}`;
  if (inputs === 'same') return 'Unchanged';
  return now === last?.decision ? `Changed; still ${decision}` : `Changed; would say ${decision}`;
}

/** "2 of 3 criteria met", of its newest run; else how many it has. */
export function criteriaWords({ last, criteria }: Pick<Gate, 'last' | 'criteria'>): string {
  const total = formatCount(last?.total ?? criteria, 'criterion', 'criteria');
  return last === null ? total : `${last.total - last.failed} of ${total} met`;
}

/** What a run was decided from. */
export function lineagePath(runId: string): string {
  return buildPath('/lineage/:run', { run: runId });
}

/** Where a bundle of a run is made. */
export function newBundlePath(runId: string): string {
  return buildPath('/bundles', {}, { create: runId });
}
