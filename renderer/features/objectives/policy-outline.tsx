import type { SloDocument } from '../../../core/domain/readiness/slo/slo-document.ts';
import type { ReadDocument } from '../../../core/domain/readiness/yaml-document.ts';
import shared from '../../domains/readiness/screens.module.css';
import { Notice } from '../../ui/feedback/notice.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { formatCount } from '../../ui/text/format.ts';
import styles from './objectives.module.css';
import { outlineOf } from './policy-model.ts';

interface PolicyOutlineProps {
  readonly read: ReadDocument<SloDocument>;
  /** It was written in OpenSLO and is kept in our own form. */
  readonly isOtherText: boolean;
  readonly isBusy: boolean;
}

/** What the text asks for at each stage by each profile. */
export function PolicyOutline({ read, isOtherText, isBusy }: PolicyOutlineProps) {
  return (
    <section className={shared.outcome} aria-label="What it asks for" aria-busy={isBusy}>
      {read.ok ? (
        <>
          <output className={shared.verdict}>
            <StateMark mark="done" size={18} silent />
            <span>
              Can be saved: {formatCount(read.value.objectives.length, 'objective')} at{' '}
              {formatCount(read.value.stages.length, 'stage')}
            </span>
          </output>
          {isOtherText ? (
            <Notice kind="info" what="This is OpenSLO. Saving keeps it as a policy of this workspace." />
          ) : null}
          {outlineOf(read.value).map(({ id, title, rows }) => (
            <table key={id} className={styles.limits}>
              <caption>{title}</caption>
              <thead>
                <tr>
                  <th scope="col">Stage</th>
                  <th scope="col">Profile</th>
                  <th scope="col">Thresholds</th>
                  <th scope="col">Value from</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ stage, profile, limits, source }) => (
                  <tr key={`${stage} ${profile}`}>
                    <td>{stage}</td>
                    <td>{profile}</td>
                    <td>{limits}</td>
                    <td>{source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </>
      ) : (
        <output className={shared.muted}>
          Not a policy yet: {formatCount(read.problems.length, 'problem')}.
        </output>
      )}
    </section>
  );
}
