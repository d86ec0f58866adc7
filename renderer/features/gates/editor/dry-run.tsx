import type { OutputOf } from '../../../../core/contract/index.ts';
import type { Failure } from '../../../../core/kernel/result.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { decisionLabels, decisionMarks } from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { checkState, summaryWords } from '../gate/gate-model.ts';

interface DryRunProps {
  readonly checked: OutputOf<'gates.check'> | null;
  readonly failure: Failure | null;
  /** What is shown is of an earlier text. */
  readonly isBusy: boolean;
}

const mostFailures = 12;

/** What the text would say as a gate. Nothing is kept or recorded by it. */
export function DryRun({ checked, failure, isBusy }: DryRunProps) {
  const judged = checked?.judged ?? null;
  const problems = checked?.problems.length ?? 0;
  return (
    <section className={shared.outcome} aria-label="Dry run" aria-busy={isBusy}>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {judged === null ? (
        <output className={shared.muted}>
          {problems > 0
            ? `Not a gate yet: ${formatCount(problems, 'problem')}.`
            : 'Working out what it would say.'}
        </output>
      ) : (
        <>
          <output className={shared.verdict}>
            <StateMark mark={decisionMarks[judged.report.decision]} size={18} silent />
            <span>
              Would say {decisionLabels[judged.report.decision].toLowerCase()}: {summaryWords(judged.report)}
            </span>
          </output>
          <ul className={shared.list}>
            {judged.report.checks.map((check) => (
              <li key={check.check_id}>
                <StateMark {...checkState(check)} />
                <div className={shared.words}>
                  <p>
                    <b>{check.title}</b>{' '}
                    <span className={shared.muted}>
                      {check.met} of {check.seen}
                    </span>
                  </p>
                  {check.failures.slice(0, mostFailures).map(({ detail }, at) => (
                    <p key={at} className={shared.muted}>
                      {detail}
                    </p>
                  ))}
                  {check.failureCount <= mostFailures ? null : (
                    <p className={shared.muted}>
                      And {formatCount(check.failureCount - mostFailures, 'more failure')}.
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
