import { useState } from 'react';
import type { OutputOf } from '../../../../core/contract/index.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { useFleetDialogs } from '../store.ts';
import { capabilityProblem, readCapabilities } from './add-agent-model.ts';
import { NewAgentSteps } from './new-agent-steps.tsx';

type NewAgent = OutputOf<'agents.add'>;

/** Adds an agent and stays until it has connected and done its test task, or one has seen enough. */
export function AddAgentDialog() {
  const open = useFleetDialogs((dialogs) => dialogs.adding);
  const add = useFleetDialogs((dialogs) => dialogs.add);
  return open ? <AddAgent onClose={() => add(false)} /> : null;
}

function AddAgent({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<NewAgent | null>(null);
  const [turn, setTurn] = useState(0);
  const suggested = useQuery('agents.suggestName', {}, [turn]).value?.name ?? '';
  const [name, setName] = useState('');
  const [capabilities, setCapabilities] = useState('');
  const problem = capabilityProblem(capabilities);
  const send = async () => {
    if (problem !== null) return null;
    // A name typed counts; else the one that was shown, so that nobody gets another than they saw.
    const chosen = name.trim() === '' ? suggested : name.trim();
    const answer = await call('agents.add', {
      name: chosen === '' ? null : chosen,
      capabilities: [...readCapabilities(capabilities)],
    });
    if (answer.ok) {
      setMade(answer.value);
      return null;
    }
    if (answer.error.code === 'agent.name-taken') setTurn(turn + 1);
    return explain(answer.error);
  };
  return (
    <FormDialog
      title="Add an agent"
      confirm="Add the agent"
      send={send}
      onClose={onClose}
      done={made === null ? null : <NewAgentSteps agent={made} onClose={onClose} />}
      actions={
        name === '' ? (
          <Button kind="quiet" onPress={() => setTurn(turn + 1)}>
            Suggest another name
          </Button>
        ) : null
      }
    >
      {() => (
        <>
          <TextField
            label="Name"
            hint={
              suggested === ''
                ? 'Leave it empty and the hub gives it a ship’s name.'
                : `Leave it empty and it is called “${suggested}”.`
            }
            placeholder={suggested}
            value={name}
            onChange={setName}
            autoFocus
          />
          <TextField
            label="Capabilities"
            hint="Optional. What it can do beyond the usual, in the words tasks ask for it: docker, lang:python, gpu."
            value={capabilities}
            onChange={setCapabilities}
            problem={problem}
            mono
          />
        </>
      )}
    </FormDialog>
  );
}
