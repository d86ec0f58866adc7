import { useView } from '../../bridge/hooks.ts';
import { dueFact, dueMark, statusAndDue } from '../../domains/trackers/model/due.ts';
import { NO_FILTER, toItemFilter } from '../../domains/trackers/model/filter.ts';
import { stateLabel } from '../../domains/trackers/model/state-labels.ts';
import { type ItemsRequest, useItems } from '../../domains/trackers/use-items.ts';
import { LoadList } from '../../domains/trackers/views/load-list.tsx';
import { SlippedList } from '../../domains/trackers/views/slipped-list.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { PageGrid, Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { formatCount, formatDay } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './work.module.css';

/** Rows of one list here; the table shows them all. */
const MAX_ROWS = 15;

const BLOCKED: ItemsRequest = {
  trackerId: null,
  filter: { ...toItemFilter(NO_FILTER, ''), states: ['blocked'] },
  sort: { by: 'due', descending: false },
};

interface WorkOverviewProps {
  readonly onOpen: (itemId: string) => void;
  readonly version: number;
}

/** What is due in two weeks, what is blocked, what slipped, who carries what. */
export function WorkOverview({ onOpen, version }: WorkOverviewProps) {
  return (
    <PageGrid>
      <DueSoon onOpen={onOpen} />
      <Blocked onOpen={onOpen} />
      <SlippedList trackerId={null} version={version} onOpen={onOpen} />
      <LoadList
        trackerId={null}
        version={version}
        onOwner={(owner) => navigate(`/work/table?owner=${encodeURIComponent(owner)}`)}
      />
    </PageGrid>
  );
}

function DueSoon({ onOpen }: { readonly onOpen: (itemId: string) => void }) {
  const due = useView('bridge.due', { days: 14, limit: MAX_ROWS });
  const count = due.extra === null ? 0 : due.extra.late + due.extra.ahead;
  return (
    <Panel
      title="Late and due in 14 days"
      fact={due.extra === null || count === 0 ? undefined : dueFact(due.rows.length, due.extra)}
      span={6}
      stale={due.phase === 'lost'}
    >
      {due.phase === 'loading' ? (
        <Skeleton label="what is due" />
      ) : due.rows.length === 0 ? (
        <p className={styles.none}>Nothing open is late or due in the next 14 days.</p>
      ) : (
        <RowList
          label="Late and due in 14 days"
          onOpen={onOpen}
          rows={due.rows.map((row) => ({
            id: row.id,
            mark: dueMark(row),
            markLabel: row.status ?? stateLabel(row.state),
            lead: formatDay(row.due),
            text: `${row.title} · ${row.trackerName}`,
            end: statusAndDue(row),
          }))}
        />
      )}
      <All count={count} href="/work/table?due=fortnight&sort=due" />
    </Panel>
  );
}

function Blocked({ onOpen }: { readonly onOpen: (itemId: string) => void }) {
  const items = useItems(BLOCKED, MAX_ROWS);
  return (
    <Panel title="Blocked" fact={formatCount(items.total, 'item')} span={6} stale={items.phase === 'lost'}>
      {items.phase === 'loading' ? (
        <Skeleton label="what is blocked" />
      ) : items.total === 0 ? (
        <p className={styles.none}>Nothing is blocked.</p>
      ) : (
        <RowList
          label="Blocked items"
          onOpen={onOpen}
          rows={items.rows.map((item) => ({
            id: item.id,
            mark: 'blocked',
            markLabel: item.status ?? 'blocked',
            text: `${item.title} · ${item.trackerName}`,
            end: [item.owner, item.due === null ? null : formatDay(item.due)]
              .filter((part) => part !== null)
              .join(' · '),
          }))}
        />
      )}
      <All count={items.total} href="/work/table?state=blocked" />
    </Panel>
  );
}

function All({ count, href }: { readonly count: number; readonly href: string }) {
  if (count <= MAX_ROWS) return null;
  return (
    <p className={styles.more}>
      <TextLink href={href}>All {count} in the table</TextLink>
    </p>
  );
}
