import type { RunComparison } from '../../../../core/domain/readiness/gate/compare-runs.ts';
import { decisionLabels } from '../../../domains/readiness/release/gate-labels.ts';
import type { Mark } from '../../../ui/marks/mark.ts';
import { formatCount } from '../../../ui/text/format.ts';

const changeMarks: Readonly<
  Record<RunComparison['checks'][number]['change'], { readonly mark: Mark; readonly label: string }>
> = {
  met: { mark: 'done', label: 'Met now' },
  broken: { mark: 'blocked', label: 'No longer met' },
  changed: { mark: 'at-risk', label: 'Fails for other reasons' },
  added: { mark: 'planned', label: 'New criterion' },
  removed: { mark: 'dropped', label: 'No longer asked' },
};

export const changeOf = (change: keyof typeof changeMarks) => changeMarks[change];

const inputNames: Readonly<Record<string, string>> = {
  items: 'items',
  evidence: 'evidence',
  signoffs: 'sign-offs',
  findings: 'findings',
  slo: 'objectives',
  exceptions: 'exceptions',
  gates: 'other gates',
};

/** What became different besides the criteria, each in a sentence. */
export function comparisonSentences({
  decision,
  document,
  commit,
  inputs,
  exceptions,
}: RunComparison): readonly string[] {
  const said = ({ before, after }: { readonly before: string | null; readonly after: string | null }) =>
    `${before?.slice(0, 10) ?? 'none'} to ${after?.slice(0, 10) ?? 'none'}`;
  const names = inputs.map((kind) => inputNames[kind] ?? kind);
  return [
    decision.before === decision.after
      ? `Both say ${decisionLabels[decision.after].toLowerCase()}.`
      : `${decisionLabels[decision.before]} became ${decisionLabels[decision.after].toLowerCase()}.`,
    document ? 'The gate itself was changed between them.' : [],
    commit.before === commit.after ? [] : `The commit went from ${said(commit)}.`,
    names.length === 0 ? 'Everything they were judged by is the same.' : `Changed: ${names.join(', ')}.`,
    exceptions.added.length === 0
      ? []
      : `${formatCount(exceptions.added.length, 'exception')} applied that did not before.`,
    exceptions.gone.length === 0
      ? []
      : `${formatCount(exceptions.gone.length, 'exception')} no longer applied.`,
  ].flat();
}
