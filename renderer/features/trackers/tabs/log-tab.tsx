import { useMemo, useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { readableDates } from '../../../bridge/readable-dates.ts';
import { LOG_SOURCES, type LogSource, logByDay } from '../../../domains/trackers/model/log.ts';
import type { LogRow, Outline, Tracker } from '../../../domains/trackers/model/rows.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { formatCount, formatShown } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { InlineCode } from '../inline-code.tsx';
import { openDialog } from '../trackers-store.ts';
import styles from './log-tab.module.css';

const PAGE = 200;
const MOST = 1000;
const SOURCES: readonly LogSource[] = ['document', 'here', 'outside'];
const ALL: ReadonlySet<LogSource> = new Set();

interface LogTabProps {
  readonly tracker: Tracker;
  readonly outline: Outline;
}

/** The document's own change log and what was edited here and outside, by day. */
export function LogTab({ tracker, outline }: LogTabProps) {
  const [limit, setLimit] = useState(PAGE);
  const [sources, setSources] = useState(ALL);
  const log = useView('trackers.log', { trackerId: tracker.id, limit });
  const days = useMemo(() => logByDay(log.rows, sources), [log.rows, sources]);
  const total = log.extra?.total ?? log.rows.length;
  const toggle = (source: LogSource, on: boolean) => {
    const next = new Set(sources.size === 0 ? SOURCES : sources);
    if (on) next.add(source);
    else next.delete(source);
    setSources(next.size === SOURCES.length ? ALL : next);
  };
  return (
    <div className={styles.tab}>
      <Toolbar
        label="Log"
        end={
          outline.logAppend ? (
            <Button
              icon="plus"
              onPress={() => openDialog({ kind: 'log', trackerId: tracker.id, name: tracker.name })}
            >
              Add a line
            </Button>
          ) : (
            <span className={styles.muted}>This document keeps no change log of its own.</span>
          )
        }
      >
        {SOURCES.map((source) => (
          <Checkbox
            key={source}
            isSelected={sources.size === 0 || sources.has(source)}
            onChange={(on) => toggle(source, on)}
          >
            {LOG_SOURCES[source]}
          </Checkbox>
        ))}
      </Toolbar>
      {log.phase === 'loading' ? (
        <Skeleton label="the log" lines={8} />
      ) : days.length === 0 ? (
        <EmptyState sentence="The log shows the document’s own change log and every edit made here or outside. There is nothing in it yet." />
      ) : (
        <Panel
          title="Log"
          fact={`${formatShown(log.rows.length, total, 'newest', 'entry', 'entries')}, newest first`}
          stale={log.phase === 'lost'}
        >
          {days.map((day) => (
            <section key={day.id} className={styles.day} aria-label={day.title}>
              <h3>{day.title}</h3>
              <ol>
                {day.rows.map((row) => (
                  <LogLine key={row.id} row={row} trackerId={tracker.id} />
                ))}
              </ol>
            </section>
          ))}
          {log.rows.length < total && limit < MOST ? (
            <div className={styles.more}>
              <Button onPress={() => setLimit(MOST)}>
                Show {formatCount(Math.min(total, MOST), 'entry', 'entries')}
              </Button>
            </div>
          ) : null}
        </Panel>
      )}
    </div>
  );
}

function LogLine({ row, trackerId }: { readonly row: LogRow; readonly trackerId: string }) {
  return (
    <li>
      <span className={styles.text}>
        {row.source === 'document' ? <InlineCode text={row.text} /> : readableDates(row.text)}
      </span>
      <span className={styles.end}>
        {row.source === 'document' ? null : (
          <Badge>{row.source === 'here' ? (row.actor ?? 'here') : 'outside'}</Badge>
        )}
        {row.at === null ? null : <TimeText at={row.at} />}
        {row.line === null ? null : (
          <TextLink
            quiet
            href={`/trackers/${trackerId}/source?line=${row.line}`}
            label={`Line ${row.line} in the source`}
          >
            line {row.line}
          </TextLink>
        )}
      </span>
    </li>
  );
}
