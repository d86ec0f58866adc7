import { useState } from 'react';
import { Board } from '../board/board.tsx';
import type { DiagramSpec } from '../diagram/diagram.tsx';
import { Diagram } from '../diagram/diagram.tsx';
import { LayerGraph } from '../diagram/layers/layer-graph.tsx';
import { PageGrid, Panel } from '../layout/panel.tsx';
import { formatDay } from '../text/format.ts';
import type { TimelineItem } from '../timeline/timeline.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import styles from './gallery.module.css';
import { layerColumns, sampleLayers } from './sample-layers.ts';
import { sampleRows } from './sample-rows.ts';

const columns = [
  { id: 'planned', label: 'not-started', mark: 'planned' },
  { id: 'active', label: 'in-progress', mark: 'active' },
  { id: 'review', label: 'ready for sign-off', mark: 'review' },
  { id: 'done', label: 'done', mark: 'done' },
  { id: 'locked', label: 'signed off', mark: 'locked' },
] as const;

const items: readonly TimelineItem[] = sampleRows(40)
  .filter((row) => row.due !== '')
  .map((row, index) => ({
    id: row.id,
    title: row.title,
    lane: `Workstream ${Math.floor(index / 8) + 1}`,
    mark: row.mark,
    start: index % 3 === 0 ? row.due.replace(/-\d\d$/, '-01') : null,
    due: row.due,
    firstDue: index % 5 === 2 ? row.due.replace(/-\d\d$/, '-02') : null,
    slipDays: index % 5 === 2 ? Number(row.due.slice(8)) - 2 : 0,
    dependsOn: index % 4 === 3 ? [`row-${Math.max(0, Number(row.id.slice(4)) - 2)}`] : [],
  }));

const readiness: DiagramSpec = {
  kind: 'state',
  title: 'How a phase becomes ready',
  nodes: [
    { id: 'start', label: '[*]', class: null },
    { id: 'n', label: 'Not started', class: 'planned' },
    { id: 'p', label: 'In progress', class: 'active' },
    { id: 'r', label: 'Ready for sign-off', class: 'review' },
    { id: 's', label: 'Signed off', class: 'locked' },
    { id: 'h', label: 'On hold', class: 'blocked' },
  ],
  edges: [
    { from: 'start', to: 'n', label: null },
    { from: 'n', to: 'p', label: 'owner named' },
    { from: 'p', to: 'r', label: 'evidence complete' },
    { from: 'r', to: 's', label: 'all roles' },
    { from: 'r', to: 'p', label: 'gap found' },
    { from: 'p', to: 'h', label: null },
    { from: 'h', to: 'p', label: 'resumed' },
  ],
  bars: [],
};

const plan: DiagramSpec = {
  kind: 'gantt',
  title: 'Plan',
  nodes: [],
  edges: [],
  bars: [
    { id: 'a', label: 'Inventory', section: 'Phase A', done: true, active: false, start: 0, length: 14 },
    { id: 'b', label: 'Contracts', section: 'Phase A', done: false, active: true, start: 10, length: 20 },
    { id: 'c', label: 'Cut-over', section: 'Phase B', done: false, active: false, start: 30, length: 12 },
  ],
};

const talk: DiagramSpec = {
  kind: 'sequence',
  title: 'Who asks whom',
  nodes: [
    { id: 'a', label: 'Agent', class: null },
    { id: 'h', label: 'Hub', class: null },
    { id: 'd', label: 'Desktop', class: null },
  ],
  edges: [
    { from: 'a', to: 'h', label: 'task done' },
    { from: 'h', to: 'h', label: 'fence' },
    { from: 'h', to: 'd', label: 'event' },
    { from: 'd', to: 'h', label: 'ack' },
  ],
  bars: [],
};

const layers = sampleLayers(40);

export function BoardPage() {
  const [cards, setCards] = useState(() =>
    sampleRows(24).map((row) => ({
      id: row.id,
      columnId: columns.find((column) => column.id === row.mark)?.id ?? 'planned',
      title: row.title,
      detail:
        row.due === '' ? 'no date' : `${formatDay(row.due)}${row.owner === '' ? '' : ` · ${row.owner}`}`,
      stale: row.mark === 'stale',
    })),
  );
  const [opened, setOpened] = useState<string | null>(null);
  const [node, setNode] = useState<string | null>(null);
  return (
    <PageGrid>
      <Panel title="Board" fact={<span data-testid="opened">{opened ?? 'none open'}</span>} padded>
        <Board
          label="Items by status"
          columns={columns}
          cards={cards}
          onOpen={setOpened}
          refuses={(cardId, columnId) => {
            const card = cards.find((one) => one.id === cardId);
            return columnId === 'locked' && card?.columnId !== 'review'
              ? 'signed off follows ready for sign-off only'
              : null;
          }}
          onMove={async (cardId, columnId) => {
            const to = columns.find((column) => column.id === columnId)?.id;
            if (to === undefined) return { ok: false, reason: 'No such column.' };
            await Promise.resolve();
            setCards((current) =>
              current.map((card) => (card.id === cardId ? { ...card, columnId: to } : card)),
            );
            return { ok: true };
          }}
        />
      </Panel>
      <Panel title="Timeline" padded>
        <Timeline label="Items by date" items={items} today="2026-02-14" onOpen={setOpened} openId={opened} />
      </Panel>
      <Panel span={12} title="Diagrams" padded>
        <div className={styles.stack}>
          <Diagram diagram={readiness} />
          <Diagram diagram={plan} />
          <Diagram diagram={talk} />
        </div>
      </Panel>
      <Panel title="Layers">
        <LayerGraph
          label="Where the decision comes from"
          columns={layerColumns}
          nodes={layers.nodes}
          edges={layers.edges}
          selected={node}
          onSelect={setNode}
          onOpen={setNode}
        />
      </Panel>
    </PageGrid>
  );
}
