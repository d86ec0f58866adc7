import { z } from 'zod';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import { useLayout } from '../../../bridge/layout.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { formatShown } from '../../../ui/text/format.ts';
import { Timeline, type TimelineZoom } from '../../../ui/timeline/timeline.tsx';
import { inLaneOrder } from '../model/lanes.ts';
import type { Scope } from '../model/rows.ts';
import { useToday } from '../today.ts';
import styles from './views.module.css';

const Zoom = z.enum(['week', 'month', 'quarter']);
const MaxBars = 2000;

interface ItemTimelineProps {
  readonly trackerId: Scope;
  readonly label: string;
  /** Changes whenever the documents did. */
  readonly version: string | number;
  readonly openId: string | null;
  readonly onOpen: (itemId: string) => void;
  /** Lanes in the document's order; left out, in the order of their first date. */
  readonly lanes?: readonly string[];
}

/** Dated items along time: what waits for what, where today is, what slipped from where. */
export function ItemTimeline({ trackerId, label, version, openId, onOpen, lanes }: ItemTimelineProps) {
  const today = useToday();
  const [zoom, setZoom] = useLayout<TimelineZoom>('timeline:zoom', Zoom, 'month');
  const timeline = useQuery('trackers.timeline', { trackerId, limit: MaxBars }, [version]);
  if (timeline.value === null) {
    if (timeline.failure === null) return <Skeleton label="the timeline" lines={8} />;
    return <FailureNotice failure={timeline.failure} />;
  }
  const { rows, total } = timeline.value;
  if (total === 0) {
    return (
      <EmptyState sentence="The timeline shows items that state a date. None here does; give one a date in the table and it appears." />
    );
  }
  return (
    <>
      {rows.length < total ? (
        <p className={styles.none}>
          {`Only ${formatShown(rows.length, total, 'nearest', 'dated item')} are drawn, counted from today.`}
        </p>
      ) : null}
      <Timeline
        label={label}
        today={today}
        zoom={zoom}
        onZoom={setZoom}
        openId={openId}
        onOpen={onOpen}
        items={inLaneOrder(rows, lanes ?? []).map((row) => ({
          id: row.id,
          title: row.title,
          lane: row.lane,
          mark: row.state ?? 'planned',
          start: row.start,
          due: row.due,
          firstDue: row.firstDue,
          slipDays: row.slipDays,
          dependsOn: row.dependsOn,
        }))}
      />
    </>
  );
}
