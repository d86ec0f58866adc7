import { useState } from 'react';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { SearchField } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { formatCount, formatExact, formatNumber } from '../../ui/text/format.ts';
import styles from './diagnostics.module.css';
import { filterLog, type LogLine, logLevels } from './diagnostics-model.ts';

/** The newest lines of the engine's log; secrets were taken out before they were written. */
export function LogPanel({ log }: { readonly log: readonly LogLine[] }) {
  const [level, setLevel] = useState('all');
  const [typed, setTyped] = useState('');
  const lines = filterLog(log, level, typed);
  return (
    <Panel
      title="Log"
      fact={`${formatNumber(lines.length)} of ${formatCount(log.length, 'line')}, secrets removed`}
      actions={
        <span className={styles.filters}>
          <Select
            label="Level"
            hideLabel
            value={level}
            onChange={setLevel}
            choices={logLevels(log).map((id) => ({ id, label: id === 'all' ? 'All levels' : id }))}
          />
          <SearchField label="Filter the log" value={typed} onChange={setTyped} />
        </span>
      }
    >
      {lines.length === 0 ? (
        <EmptyState
          sentence={
            log.length === 0 ? 'The engine has written nothing yet.' : 'No line of the log says that.'
          }
        />
      ) : (
        // It scrolls by itself, so it must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={styles.log} aria-label="Log lines" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Level</th>
                <th scope="col">What</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, at) => (
                <tr key={`${line.at}:${at}`} data-level={line.level}>
                  <td>{formatExact(line.at)}</td>
                  <td>{line.level}</td>
                  <td>{line.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}
