import type { InputOf } from '../../../../core/contract/index.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { IconButton } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatExact } from '../../../ui/text/format.ts';
import { changeOf, comparisonSentences } from './compare-model.ts';

interface ComparePanelProps {
  readonly runs: InputOf<'gates.compare'>;
  readonly onClose: () => void;
}

/** What became different between two runs, whichever was chosen first. */
export function ComparePanel({ runs, onClose }: ComparePanelProps) {
  const { value, failure } = useQuery('gates.compare', runs);
  return (
    <Panel
      title="What changed between two runs"
      fact={value === null ? undefined : `${formatExact(value.before.at)} and ${formatExact(value.after.at)}`}
      actions={<IconButton icon="close" label="Close the comparison" onPress={onClose} />}
      padded
    >
      {failure !== null ? (
        <FailureNotice failure={failure} />
      ) : value === null ? (
        <Skeleton label="the comparison" lines={3} />
      ) : (
        <>
          <p className={shared.words}>{comparisonSentences(value.comparison).join(' ')}</p>
          <ul className={shared.list}>
            {value.comparison.checks.map((check) => (
              <li key={check.check_id}>
                <StateMark {...changeOf(check.change)} />
                <div className={shared.words}>
                  <p>
                    <b>{check.title}</b>{' '}
                    <span className={shared.muted}>{changeOf(check.change).label.toLowerCase()}</span>
                  </p>
                  {check.gone.map(({ detail }, at) => (
                    <p key={`gone-${at}`}>
                      <del>{detail}</del>
                    </p>
                  ))}
                  {check.new.map(({ detail }, at) => (
                    <p key={`new-${at}`}>
                      <ins>{detail}</ins>
                    </p>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
