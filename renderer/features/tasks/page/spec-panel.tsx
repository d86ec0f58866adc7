import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { CodeText } from '../../../ui/text/code-text.tsx';
import { stepLabels } from '../composer/step-labels.ts';
import type { Task } from './attempt-model.ts';
import styles from './task-page.module.css';

/** What was asked for, as it was submitted. */
export function SpecPanel({ task }: { readonly task: Task }) {
  const { spec, complexity } = task;
  return (
    <Panel title="As submitted" padded>
      <div className={styles.stack}>
        <CodeText text={spec.description} label="Description" wrap />
        {spec.work.kind === 'shell' ? <CodeText text={spec.work.command} label="Command" wrap /> : null}
        {spec.notes.trim() === '' ? null : <CodeText text={spec.notes} label="Notes" wrap />}
        <Lines
          title="Context files"
          lines={spec.contextFiles.map((file) =>
            file.note === '' ? file.path : `${file.path}: ${file.note}`,
          )}
        />
        <Lines title="Success criteria" lines={spec.successCriteria} />
        <Lines title="Checks" lines={spec.verification.map((step) => stepLabels[step.type].name)} />
        <Lines
          title={`Tier ${complexity.tier} (${
            complexity.source === 'chosen'
              ? `chosen; inferred ${complexity.inferred}`
              : `inferred, ${Math.round(complexity.confidence * 100)} % sure`
          })`}
          lines={complexity.reasons}
        />
        <DefinitionList
          items={[
            { term: 'Repository', value: task.repository?.name ?? 'none' },
            {
              term: 'Capabilities',
              value: spec.capabilities.length === 0 ? 'none' : spec.capabilities.join(', '),
            },
            { term: 'Fixes allowed', value: String(spec.fixAttempts) },
            ...(task.clientKey === null
              ? []
              : [{ term: 'Client key', value: <code>{task.clientKey}</code> }]),
            ...Object.entries(spec.metadata).map(([term, value]) => ({
              id: `metadata ${term}`,
              term,
              value,
            })),
          ]}
        />
      </div>
    </Panel>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <ul className={styles.because}>
        {lines.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
