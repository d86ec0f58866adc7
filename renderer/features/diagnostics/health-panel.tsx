import { useState } from 'react';
import { act } from '../../bridge/hooks.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import styles from './diagnostics.module.css';
import {
  type Diagnostics,
  healthMarks,
  healthSentence,
  orderHealth,
  type Rebuild,
  rebuildSentence,
} from './diagnostics-model.ts';

interface Props {
  readonly diagnostics: Diagnostics;
  /** What looks at every file and all that is stored is still under way. */
  readonly isPart: boolean;
  readonly busy: boolean;
  readonly reload: () => void;
}

export function HealthPanel({ diagnostics, isPart, busy, reload }: Props) {
  return (
    <Panel
      title="Health"
      span={7}
      fact={isPart ? 'checking files and what is stored …' : healthSentence(diagnostics.health)}
      actions={
        <Button kind="quiet" isPending={busy} onPress={reload}>
          Check again
        </Button>
      }
    >
      <ul className={styles.rows}>
        {orderHealth(diagnostics.health).map((one) => (
          <li key={one.check}>
            <StateMark mark={healthMarks[one.state]} label={one.state} />
            <b>{one.check}</b>
            <span className={styles.detail}>{one.detail}</span>
          </li>
        ))}
      </ul>
      <VerifyWorkspace />
    </Panel>
  );
}

function VerifyWorkspace() {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Rebuild | null>(null);
  const verify = async () => {
    setBusy(true);
    setResult(await act('workspace.rebuild', { verify: true }));
    setBusy(false);
  };
  return (
    <div className={styles.verify}>
      <Button isPending={busy} onPress={() => void verify()}>
        Replay the logs and compare
      </Button>
      {result === null ? (
        <span className={styles.detail}>Rebuilds every table in a scratch database; changes nothing.</span>
      ) : (
        <Notice kind={result.same ? 'info' : 'problem'} what={rebuildSentence(result)} />
      )}
    </div>
  );
}
