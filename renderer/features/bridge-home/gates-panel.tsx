import { useView } from '../../bridge/hooks.ts';
import {
  criteriaWords,
  gatePath,
  inputsWords,
  lastDecision,
} from '../../domains/readiness/release/gate-labels.ts';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './bridge.module.css';
import { newestGates } from './bridge-model.ts';

const most = 4;

/** What gates decided last; not there while none was ever run. */
export function GatesPanel() {
  const { rows, phase } = useView('gates.list', {});
  const gates = newestGates(rows);
  if (gates.length === 0) return null;
  return (
    <Panel title="Gates" fact="newest decisions" stale={phase === 'lost'}>
      <RowList
        label="Gates"
        rows={gates.slice(0, most).map((gate) => {
          const { mark, label } = lastDecision(gate);
          return {
            id: gate.id,
            mark,
            markLabel: label,
            text: (
              <>
                <b>{gate.title}</b> {label.toLowerCase()}{' '}
                <em>
                  · {criteriaWords(gate)}
                  {gate.inputs === 'changed' ? ` · ${inputsWords(gate).toLowerCase()}` : ''}
                </em>
              </>
            ),
            end: gate.last === null ? undefined : <TimeText at={gate.last.at} focusable={false} />,
          };
        })}
        onOpen={(id) => navigate(gatePath(id))}
      />
      {gates.length <= most ? null : (
        <p className={styles.more}>
          The others are under <TextLink href="/gates">Gates</TextLink>.
        </p>
      )}
    </Panel>
  );
}
