import { useState } from 'react';
import type { OutputOf } from '../../../../core/contract/index.ts';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { explain } from '../../../bridge/words.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { useFleetDialogs } from '../store.ts';
import styles from './add-agent.module.css';
import { capabilityProblem, readCapabilities } from './add-agent-model.ts';
import { NewAgentSteps } from './new-agent-steps.tsx';

type NewAgent = OutputOf<'agents.add'>;

/** Adds an agent and stays until it has connected and done its test task, or one has seen enough. */
export function AddAgentDialog() {
  const open = useFleetDialogs((dialogs) => dialogs.adding);
  const add = useFleetDialogs((dialogs) => dialogs.add);
  return (
    <Dialog title="Add an agent" isOpen={open} onClose={() => add(false)} keepOpen>
      <AddAgent onClose={() => add(false)} />
    </Dialog>
  );
}

function AddAgent({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<NewAgent | null>(null);
  return made === null ? (
    <AddAgentForm onMade={setMade} onClose={onClose} />
  ) : (
    <NewAgentSteps agent={made} onClose={onClose} />
  );
}

interface FormProps {
  readonly onMade: (agent: NewAgent) => void;
  readonly onClose: () => void;
}

function AddAgentForm({ onMade, onClose }: FormProps) {
  const [turn, setTurn] = useState(0);
  const suggested = useQuery('agents.suggestName', {}, [turn]).value?.name ?? '';
  const [name, setName] = useState('');
  const [capabilities, setCapabilities] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const problem = capabilityProblem(capabilities);
  const send = async () => {
    if (busy || problem !== null) return;
    setBusy(true);
    // A name typed counts; else the one that was shown, so that nobody gets another than they saw.
    const chosen = name.trim() === '' ? suggested : name.trim();
    const answer = await call('agents.add', {
      name: chosen === '' ? null : chosen,
      capabilities: [...readCapabilities(capabilities)],
    });
    setBusy(false);
    if (answer.ok) return onMade(answer.value);
    const words = explain(answer.error);
    setRefused(`${words.what} ${words.kept} ${words.next}`);
    if (answer.error.code === 'agent.name-taken') setTurn(turn + 1);
    return undefined;
  };
  return (
    <div className={styles.form}>
      <TextField
        label="Name"
        hint={
          suggested === ''
            ? 'Left empty, the hub gives it a ship’s name.'
            : `Left empty, it is called “${suggested}”.`
        }
        placeholder={suggested}
        value={name}
        onChange={setName}
        onSubmit={() => void send()}
        autoFocus
      />
      <TextField
        label="Capabilities"
        hint="What it can do beyond the usual, as tasks ask for it: docker, lang:python, gpu. May stay empty."
        value={capabilities}
        onChange={setCapabilities}
        onSubmit={() => void send()}
        problem={problem}
        mono
      />
      {refused === null ? null : <Notice kind="problem" what={refused} />}
      <div className={styles.actions}>
        {name === '' ? (
          <Button kind="quiet" onPress={() => setTurn(turn + 1)}>
            Suggest another name
          </Button>
        ) : null}
        <Button kind="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button kind="primary" isPending={busy} onPress={() => void send()}>
          Add the agent
        </Button>
      </div>
    </div>
  );
}
