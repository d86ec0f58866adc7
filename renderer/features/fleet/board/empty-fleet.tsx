import { useAction } from '../../../domains/fleet/use-action.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import styles from '../fleet.module.css';
import type { Hub } from '../hub-text.ts';
import { useFleetDialogs } from '../store.ts';

/** An empty board says what it is for and offers to come alive. */
export function EmptyFleet({ hub }: { readonly hub: Hub | null }) {
  const add = useFleetDialogs((dialogs) => dialogs.add);
  const [start, busy] = useAction('hub.startSample', ({ summary }) => summary);
  const starting = busy || hub?.sample.state === 'starting';
  const ready = hub?.state === 'running';
  return (
    <Panel title="No agents yet" padded>
      <div className={styles.empty}>
        <p>
          Agents are programs on this or other machines that take tasks, do them and report back. Here you see
          what each of them does, how long ago it was heard, and what it cost.
        </p>
        <div className={styles.emptyActions}>
          <Button kind="primary" isPending={starting} isDisabled={!ready} onPress={() => void start({})}>
            {starting ? 'The sample fleet is starting' : 'Start the sample fleet'}
          </Button>
          <Button keys="n" isDisabled={!ready} onPress={() => add(true)}>
            Add an agent
          </Button>
        </div>
        <ol className={styles.steps}>
          <li>
            <b>The sample</b> starts three real agents in a temporary folder, doing small real work. Stopping
            it removes every trace.
          </li>
          <li>
            <b>An agent of your own</b> gets a name and a token here; one line in a shell, on this machine or
            another, installs it from this hub and connects it.
          </li>
          <li>
            <b>Its first task</b> is a small test this hub sends it, so you know that it works before you rely
            on it.
          </li>
        </ol>
      </div>
    </Panel>
  );
}
