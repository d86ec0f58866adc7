import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { CodeText } from '../../../ui/text/code-text.tsx';
import { Markdown } from '../../../ui/text/markdown.tsx';
import { type Task, webAddress } from './attempt-model.ts';
import styles from './task-page.module.css';

/** What a completed task handed in. */
export function ResultPanel({ task }: { readonly task: Task }) {
  const result = task.attempts.findLast((attempt) => attempt.result !== null)?.result;
  if (result === undefined || result === null) return null;
  const link = webAddress(result.pullRequest);
  const facts = [
    ...(result.branch === null ? [] : [{ term: 'Branch', value: <code>{result.branch}</code> }]),
    ...(result.commit === null ? [] : [{ term: 'Commit', value: <code>{result.commit}</code> }]),
    ...(result.pullRequest === null
      ? []
      : [
          {
            term: 'Pull request',
            value:
              link === null ? (
                <code>{result.pullRequest}</code>
              ) : (
                <a className={styles.outside} href={link} target="_blank" rel="noreferrer">
                  {link}
                </a>
              ),
          },
        ]),
    ...(result.model === null ? [] : [{ term: 'Model', value: result.model }]),
  ];
  return (
    <Panel title="Result" padded>
      <div className={styles.stack}>
        {result.summary.trim() === '' ? (
          <p className={styles.muted}>No summary was handed in.</p>
        ) : result.summary.length > 6000 ? (
          <CodeText text={result.summary} label="Summary" wrap />
        ) : (
          <Markdown text={result.summary} />
        )}
        {facts.length === 0 ? null : <DefinitionList items={facts} />}
      </div>
    </Panel>
  );
}
