import { useState } from 'react';
import type { OutputOf } from '../../../../core/contract/index.ts';
import type { TaskId } from '../../../../core/kernel/ids.ts';
import { explainInLine } from '../../../bridge/failure-messages.ts';
import { call, useView } from '../../../bridge/hooks.ts';
import { ShownOnce } from '../../../domains/fleet/shown-once.tsx';
import { buildPath, navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import styles from './add-agent.module.css';
import { installHint, testStatusOf } from './add-agent-model.ts';

interface Props {
  readonly agent: OutputOf<'agents.add'>;
  readonly onClose: () => void;
}

/** What to do with a new agent's token, and live beneath it what has come of it. */
export function NewAgentSteps({ agent, onClose }: Props) {
  const row = useView('agents.one', { agentId: agent.agentId }).rows[0];
  const connected = row?.connected ?? false;
  const host = row?.host ?? null;
  const [task, setTask] = useState<TaskId | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const verify = async () => {
    const answer = await call('agents.verify', { agentId: agent.agentId });
    if (answer.ok) setTask(answer.value.taskId);
    setRefused(answer.ok ? null : explainInLine(answer.error));
  };
  return (
    <div className={styles.form}>
      <p className={styles.lead}>
        <b>{agent.name}</b> is enrolled. Its token is shown here once and never kept in readable form; a lost
        one is replaced on the agent’s page.
      </p>
      <ShownOnce term="Install line" value={agent.installLine} hint={installHint(agent.hubUrl)} />
      <ShownOnce term="Token" value={agent.token} hint="Only needed when the agent is set up by hand." />
      <ol className={styles.states} aria-live="polite">
        <State
          mark={connected ? 'done' : 'planned'}
          text={
            connected
              ? `Connected${host === null ? '' : ` from ${host}`}.`
              : 'Waiting for it to connect. You may close this; it goes on by itself.'
          }
        />
        {task !== null ? (
          <TestTask taskId={task} />
        ) : connected ? (
          <li className={styles.state}>
            <StateMark mark="planned" silent />
            <span>{refused ?? 'A small real task shows whether it works.'}</span>
            <Button kind="primary" onPress={() => void verify()}>
              Send the test task
            </Button>
          </li>
        ) : (
          <State mark="planned" text="Then a test task can show that it works." />
        )}
      </ol>
      <div className={styles.actions}>
        <Button
          kind="quiet"
          onPress={() => {
            onClose();
            navigate(buildPath('/fleet/:agent', { agent: agent.agentId }));
          }}
        >
          Open the agent
        </Button>
        <Button onPress={onClose}>Done</Button>
      </div>
    </div>
  );
}

function TestTask({ taskId }: { readonly taskId: TaskId }) {
  const row = useView('tasks.one', { taskId }).rows[0];
  if (row === undefined) return <State mark="active" text="The test task was sent." />;
  const words = testStatusOf(row);
  return <State mark={words.mark} text={words.text} />;
}

function State({
  mark,
  text,
}: {
  readonly mark: Parameters<typeof StateMark>[0]['mark'];
  readonly text: string;
}) {
  return (
    <li className={styles.state}>
      <StateMark mark={mark} silent />
      <span>{text}</span>
    </li>
  );
}
