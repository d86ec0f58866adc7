import { useCallback, useMemo, useState } from 'react';
import { HubId } from '../../../../core/kernel/ids.ts';
import { useView } from '../../../bridge/hooks.ts';
import { FleetNav } from '../../../domains/fleet/fleet-nav.tsx';
import { HubSelect } from '../../../domains/fleet/hub-select.tsx';
import { useHubs } from '../../../domains/fleet/hubs.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import { navigate, useQueryParam } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { openRow } from '../../../ui/overlays/open-row.ts';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { RowDrag } from '../../../ui/table/row-drag.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { askToCancel } from '../cancel/cancel-store.ts';
import { TaskSidePanel } from '../panel/task-side-panel.tsx';
import { queueColumns } from './queue-columns.tsx';
import { QueueEmpty } from './queue-empty.tsx';
import { bandsOf, dropPlace, type QueueRow, queueFact, rowsOf, stepOf, stepPlace } from './queue-model.ts';
import { useQueueMoves } from './use-queue-moves.ts';

const rowId = (row: QueueRow) => row.id;
const nothing: ReadonlySet<string> = new Set();

/** Four lanes from urgent to low: what runs, what waits, and why. */
export function QueuePage() {
  const hubs = useHubs();
  const [hub, setHub] = useQueryParam('hub');
  const chosen = HubId.safeParse(hub).data ?? null;
  const view = useView('tasks.queue', { hubId: chosen });
  return (
    <>
      <FleetNav />
      <HubSelect hubs={hubs} value={chosen} onChange={setHub} />
      <ViewGate
        phase={view.phase}
        failure={view.failure}
        isEmpty={view.rows.length === 0}
        label="the queue"
        empty={<QueueEmpty deadLetters={view.extra?.deadLetters ?? 0} />}
      >
        <Lanes view={view} hubId={chosen} isHere={chosen === null || hubs.isHere(chosen)} />
      </ViewGate>
    </>
  );
}

interface LanesProps {
  readonly view: ReturnType<typeof useView<'tasks.queue'>>;
  readonly hubId: HubId | null;
  /** The queue of a hub that runs elsewhere is there to read. */
  readonly isHere: boolean;
}

function Lanes({ view, hubId, isHere }: LanesProps) {
  const [openId, setOpen] = useQueryParam('task');
  const [selected, setSelected] = useState(nothing);
  const [shut, setShut] = useState(nothing);
  const { dealt, pending, move } = useQueueMoves(view.rows);
  const rows = useMemo(() => rowsOf(dealt), [dealt]);
  const bands = useMemo(() => bandsOf(dealt), [dealt]);
  const columns = useMemo(() => queueColumns(pending, isHere), [pending, isHere]);
  const source = useMemo(() => ({ total: rows.length, start: 0, rows }), [rows]);
  const lost = view.phase === 'lost';
  const chosen = rows.filter((row) => selected.has(row.id));
  const onKey = useCallback(
    (key: string, row: QueueRow | null) => {
      if (row === null || !isHere) return false;
      if (key === 'Delete' || key === 'x') {
        askToCancel(chosen.length > 0 ? chosen : [row]);
        return true;
      }
      const step = stepOf(key);
      if (step === null || row.status !== 'queued') return false;
      const place = stepPlace(dealt, row.id, step);
      if (place !== null) void move(row, place);
      return true;
    },
    [chosen, dealt, isHere, move],
  );
  const extra = view.extra;
  const { onPrevious, onNext } = openRow(rows, openId, setOpen);
  return (
    <>
      <Panel
        title="Queue"
        fact={extra === null ? undefined : queueFact(extra.queued, extra.running)}
        stale={lost}
        hint={
          <KeyHints
            hints={[
              { keys: ['Alt', '↑↓'], does: 'move' },
              { keys: ['Alt', '⇧', '↑↓'], does: 'move lane' },
              { keys: ['x'], does: 'cancel' },
              { keys: ['↵'], does: 'why' },
            ]}
          />
        }
        actions={
          <>
            {extra !== null && extra.deadLetters > 0 ? (
              <TextLink href="/dead-letters">{formatCount(extra.deadLetters, 'dead letter')}</TextLink>
            ) : null}
            {chosen.length === 0 || !isHere ? null : (
              <Button kind="danger" onPress={() => askToCancel(chosen)}>
                Cancel {chosen.length}
              </Button>
            )}
            <Button kind="primary" keys="⇧ N" onPress={() => navigate('/tasks/new')}>
              New task
            </Button>
          </>
        }
      >
        <RowDrag
          attribute="data-task"
          mayDrop={(id, target) => isHere && dropPlace(dealt, id, target) !== null}
          onDrop={(id, target) => {
            const row = rows.find((one) => one.id === id);
            const place = dropPlace(dealt, id, target);
            if (row !== undefined && place !== null) void move(row, place);
          }}
        >
          <DataTable
            label="Queue"
            columns={columns}
            source={source}
            rowId={rowId}
            fit
            groups={bands}
            collapsed={shut}
            onCollapse={(id, close) =>
              setShut(new Set(close ? [...shut, id] : [...shut].filter((one) => one !== id)))
            }
            selected={selected}
            onSelect={setSelected}
            onOpen={(row) => setOpen(row.id)}
            openId={openId}
            rowTone={(row) => (lost ? 'stale' : pending.has(row.id) ? 'muted' : 'plain')}
            onKey={onKey}
          />
        </RowDrag>
      </Panel>
      {openId === null ? null : (
        <TaskSidePanel
          taskId={openId}
          hubId={hubId}
          onClose={() => setOpen(null)}
          onPrevious={onPrevious}
          onNext={onNext}
        />
      )}
    </>
  );
}
