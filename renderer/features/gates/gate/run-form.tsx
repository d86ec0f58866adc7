import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import { CopyButton } from '../../../ui/inputs/copy-button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import styles from '../gates.module.css';
import { RunProgress } from '../run-progress.tsx';
import { gateCommand } from './gate-model.ts';

/** What is to be released and where to, as it is typed. */
export interface Release {
  readonly commit: string;
  readonly environment: string;
  readonly verify: boolean;
}

interface RunFormProps {
  readonly gateId: string;
  readonly release: Release;
  readonly onRelease: (release: Release) => void;
  readonly onRun: () => Promise<void>;
}

export function RunForm({ gateId, release, onRelease, onRun }: RunFormProps) {
  const { commit, environment, verify } = release;
  const [isRunning, setRunning] = useState(false);
  const change = (part: Partial<Release>) => onRelease({ ...release, ...part });
  const run = async () => {
    setRunning(true);
    await onRun();
    setRunning(false);
  };
  return (
    <>
      <div className={styles.run}>
        <TextField
          label="Commit"
          placeholder="id, branch or tag"
          mono
          value={commit}
          onChange={(text) => change({ commit: text.slice(0, 200) })}
          onSubmit={() => void run()}
        />
        <TextField
          label="Environment"
          placeholder="staging"
          value={environment}
          onChange={(text) => change({ environment: text.slice(0, 60) })}
          onSubmit={() => void run()}
        />
        <Checkbox isSelected={verify} onChange={(isSelected) => change({ verify: isSelected })}>
          Verify the evidence first
        </Checkbox>
        <span className={styles.runButtons}>
          <CopyButton
            label="Copy the command"
            text={() => gateCommand(gateId, { ...typed(release), verify })}
          >
            Copy the command
          </CopyButton>
          <Button kind="primary" keys="r" isPending={isRunning} onPress={() => void run()}>
            Run the gate
          </Button>
        </span>
      </div>
      <RunProgress gateId={gateId} />
    </>
  );
}

/** As the engine takes it. */
export function typed({ commit, environment }: Release): {
  readonly commit: string | null;
  readonly environment: string | null;
} {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return { commit: orNull(commit), environment: orNull(environment) };
}
