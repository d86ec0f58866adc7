import { useMemo, useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { agentStateMarks } from '../../../domains/fleet/agent-labels.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { IntervalStrip } from '../../../ui/intervals/interval-strip.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { useTicking } from '../../../ui/text/ageing.ts';
import { formatDuration, formatExact } from '../../../ui/text/format.ts';
import type { Agent } from '../board/board-model.ts';
import styles from './agent-page.module.css';
import {
  asIntervals,
  clampToFirst,
  type HistoryInterval,
  historyLanes,
  historyRanges,
  timeSpent,
} from './history-model.ts';

/** The strip moves on this often; a finer step would not be seen. */
const stepMs = 10_000;
const maxRows = 500;

/** What it was when: drawn to scale, with a table that says the same. */
export function HistoryPanel({ agent, lost }: { readonly agent: Agent; readonly lost: boolean }) {
  const [rangeId, setRangeId] = useState<string>('1');
  const [table, setTable] = useState(false);
  const now = useTicking((at) => Math.floor(at / stepMs) * stepMs);
  const ms = (historyRanges.find(({ id }) => id === rangeId) ?? historyRanges[0]).ms;
  // What is asked for moves on once in a while only, not with every step of the drawing.
  const asked = Math.floor((now - ms) / (ms / 4)) * (ms / 4);
  const view = useView('agents.history', {
    agentId: agent.id,
    hubId: agent.hubId,
    from: asked,
    limit: maxRows,
  });
  const truncated = view.extra?.truncated === true;
  const range = useMemo(
    () => clampToFirst({ from: now - ms, to: now }, truncated ? undefined : view.rows[0]),
    [now, ms, truncated, view.rows],
  );
  const intervals = useMemo(() => asIntervals(view.rows, now), [view.rows, now]);
  const spent = timeSpent(view.rows, range);
  return (
    <Panel
      title="States"
      span={12}
      stale={lost}
      fact={spent === '' ? undefined : spent}
      actions={
        <>
          <Select
            label="Range"
            hideLabel
            choices={historyRanges.map(({ id, label }) => ({ id, label }))}
            value={rangeId}
            onChange={setRangeId}
          />
          <Button kind="quiet" icon="table" isPressed={table} onPress={() => setTable(!table)}>
            As a table
          </Button>
        </>
      }
    >
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="its history" lines={5} />
        </div>
      ) : table ? (
        <HistoryTable rows={view.rows} now={now} />
      ) : (
        <IntervalStrip
          label="States over time"
          lanes={historyLanes}
          intervals={intervals}
          range={range}
          summary={spent}
        />
      )}
      {truncated ? <p className={styles.note}>Only the latest {maxRows} changes are shown.</p> : null}
    </Panel>
  );
}

const rowId = (row: HistoryInterval) => row.id;

function HistoryTable({ rows, now }: { readonly rows: readonly HistoryInterval[]; readonly now: number }) {
  const columns = useMemo<readonly TableColumn<HistoryInterval>[]>(
    () => [
      {
        id: 'state',
        label: 'State',
        value: (row) => row.state,
        render: (row) => <StateLabel mark={agentStateMarks[row.state]} label={row.state} />,
        width: 120,
      },
      { id: 'from', label: 'From', value: (row) => formatExact(row.from), width: 210 },
      {
        id: 'lasted',
        label: 'Lasted',
        value: (row) => formatDuration((row.to ?? now) - row.from),
        width: 100,
      },
      { id: 'why', label: 'Why', value: (row) => row.reason, width: 200 },
      { id: 'task', label: 'Task', value: (row) => row.taskTitle ?? '', width: 320 },
    ],
    [now],
  );
  return (
    <DataTable
      label="States as a table"
      columns={columns}
      source={{ total: rows.length, start: 0, rows: rows.toReversed() }}
      rowId={rowId}
      height={260}
      empty={<p className={styles.note}>Nothing is known of this time.</p>}
    />
  );
}
