import type { ReactNode } from 'react';
import {
  decisionLabels,
  decisionMarks,
  type Gate,
  type GateRun,
  inputsWords,
} from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../gates.module.css';
import { isBuiltIn, originWords } from '../list/gate-list-model.ts';
import { type Judged, summaryWords } from './gate-model.ts';

interface DecisionPanelProps {
  readonly gate: Gate;
  readonly judged: Judged;
  /** Null: nothing was recorded, this is what it would say now. */
  readonly run: GateRun | null;
  readonly stale: boolean;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** The decision as one large word, when and by what it was made. */
export function DecisionPanel({ gate, judged, run, stale, actions, children }: DecisionPanelProps) {
  const { decision } = judged;
  const isNewest = run !== null && run.id === gate.last?.id;
  return (
    <Panel
      title={run === null ? 'It would say now' : isNewest ? 'Decision' : 'An earlier decision'}
      fact={run === null ? 'never run: nothing is recorded yet' : summaryWords(judged)}
      stale={stale}
      actions={actions}
      padded
    >
      <div className={styles.decision}>
        <p className={styles.word}>
          <StateMark mark={decisionMarks[decision]} size={30} silent />
          <span>{decisionLabels[decision]}</span>
        </p>
        <DefinitionList
          layout="columns"
          items={[
            run === null
              ? { term: 'Criteria', value: summaryWords(judged) }
              : {
                  term: 'Run',
                  value: (
                    <>
                      <TimeText at={run.at} /> {run.by === null ? `on ${run.device}` : `by ${run.by}`}
                    </>
                  ),
                },
            ...(isNewest ? [{ term: 'Since then', value: inputsWords(gate) }] : []),
            { term: 'Commit', value: <Code text={judged.inputs.commit} none="none named" /> },
            { term: 'Environment', value: judged.inputs.environment ?? 'none named' },
            {
              term: 'Gate',
              value: (
                <>
                  <Code text={judged.gate.version} none="" /> {originWords(gate)}{' '}
                  {isBuiltIn(gate) ? <Badge>built in</Badge> : null}
                </>
              ),
            },
          ]}
        />
      </div>
      {children}
    </Panel>
  );
}

/** Enough of a hash to tell it by; the whole of it on hover. */
function Code({ text, none }: { readonly text: string | null; readonly none: string }) {
  if (text === null) return none;
  const digest = text.replace(/^sha256:/u, '');
  return (
    <code className={shared.mono} title={text}>
      {digest.slice(0, 10)}
    </code>
  );
}
