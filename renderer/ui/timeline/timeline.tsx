import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { timeTicks } from '../charts/time-ticks.ts';
import { Button } from '../inputs/button.tsx';
import { Toolbar } from '../layout/toolbar.tsx';
import { ArrowTip } from '../marks/arrow-tip.tsx';
import { useRowHeight } from '../table/use-row-height.ts';
import styles from './timeline.module.css';
import { anchorDay, connections, dayWidths, timelineLines, timeScale } from './timeline-model.ts';
import { TimelineRow } from './timeline-row.tsx';
import { TimelineTable } from './timeline-table.tsx';
import type { TimelineItem, TimelineZoom } from './timeline-types.ts';

export type { TimelineItem, TimelineZoom } from './timeline-types.ts';

export interface TimelineProps {
  readonly label: string;
  readonly items: readonly TimelineItem[];
  /** ISO date of the today line. */
  readonly today: string;
  readonly zoom?: TimelineZoom | undefined;
  readonly onZoom?: ((zoom: TimelineZoom) => void) | undefined;
  readonly onOpen?: ((id: string) => void) | undefined;
  readonly openId?: string | null | undefined;
}

const zooms: readonly TimelineZoom[] = ['week', 'month', 'quarter'];

/** Items by date in lanes, with what they wait for, today, and how far they slipped. */
export function Timeline(props: TimelineProps) {
  const { label, items, today, openId = null } = props;
  const [own, setOwn] = useState<TimelineZoom>('month');
  const [tableShown, setTableShown] = useState(false);
  const zoom = props.zoom ?? own;
  const pick = (next: TimelineZoom | undefined) => {
    if (next === undefined) return;
    setOwn(next);
    props.onZoom?.(next);
  };
  return (
    <div className={styles.timeline}>
      <Toolbar
        label={`${label}: scale`}
        end={
          <Button icon="table" isPressed={tableShown} onPress={() => setTableShown(!tableShown)}>
            Table
          </Button>
        }
      >
        {zooms.map((one) => (
          <Button key={one} isPressed={one === zoom} isDisabled={tableShown} onPress={() => pick(one)}>
            {one}
          </Button>
        ))}
      </Toolbar>
      {tableShown ? (
        <TimelineTable label={label} items={items} onOpen={props.onOpen} openId={openId} />
      ) : (
        <TimelineField
          {...props}
          today={today}
          openId={openId}
          zoom={zoom}
          onStep={(step) => pick(zooms[zooms.indexOf(zoom) + step])}
        />
      )}
    </div>
  );
}

interface FieldProps extends TimelineProps {
  readonly zoom: TimelineZoom;
  readonly openId: string | null;
  readonly onStep: (step: -1 | 1) => void;
}

function TimelineField({ label, items, today, zoom, onOpen, openId, onStep }: FieldProps) {
  const id = useId();
  const height = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => timelineLines(items), [items]);
  const scale = useMemo(() => timeScale(items, today, zoom), [items, today, zoom]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const places = useMemo(
    () => lines.flatMap((line, index) => (line.kind === 'item' ? [index] : [])),
    [lines],
  );
  const at = Math.max(
    0,
    places.findIndex((place) => {
      const line = lines[place];
      return line?.kind === 'item' && line.item.id === activeId;
    }),
  );
  const active = places[at] ?? -1;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingEnd: height,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      if (active < 0 || drawn.includes(active)) return drawn;
      return [...drawn, active].sort((one, other) => one - other);
    },
  });
  useLayoutEffect(() => virtual.measure(), [height, virtual]);

  const todayX = scale.x(today);
  const anchorX = scale.x(anchorDay(items, today));
  // Today starts a third of the way in, or the nearest item where all lie before or behind it; zooming keeps it in sight.
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const lead = anchorX < todayX ? (element.clientWidth * 2) / 3 : element.clientWidth / 3;
    element.scrollLeft = Math.max(0, anchorX - lead);
  }, [anchorX, todayX]);

  const itemAt = (place: number) => {
    const line = lines[place];
    return line?.kind === 'item' ? line.item : null;
  };
  const go = (index: number) => {
    const place = places[Math.max(0, Math.min(places.length - 1, index))];
    const item = place === undefined ? null : itemAt(place);
    if (place === undefined || item === null) return;
    setActiveId(item.id);
    virtual.scrollToIndex(place, { align: 'auto' });
    const element = scroller.current;
    const x = scale.x(item.due);
    if (element !== null && (x < element.scrollLeft || x > element.scrollLeft + element.clientWidth - 360)) {
      element.scrollLeft = Math.max(0, x - element.clientWidth / 2);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const element = scroller.current;
    const page = Math.max(1, Math.floor((element?.clientHeight ?? 300) / height) - 2);
    if (event.key === 'ArrowDown' || event.key === 'j') go(at + 1);
    else if (event.key === 'ArrowUp' || event.key === 'k') go(at - 1);
    else if (event.key === 'PageDown') go(at + page);
    else if (event.key === 'PageUp') go(at - page);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(places.length - 1);
    else if (event.key === 'ArrowRight') element?.scrollBy({ left: dayWidths[zoom] * 14 });
    else if (event.key === 'ArrowLeft') element?.scrollBy({ left: -dayWidths[zoom] * 14 });
    else if (event.key === 't') element?.scrollTo({ left: todayX - element.clientWidth / 3 });
    else if (event.key === '+') onStep(-1);
    else if (event.key === '-') onStep(1);
    else if (event.key === 'Enter') {
      const item = itemAt(active);
      if (item !== null) onOpen?.(item.id);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const item = row === null ? null : itemAt(Number(row.dataset['index']));
    if (item === null) return;
    setActiveId(item.id);
    onOpen?.(item.id);
  };

  const shown = virtual.range;
  const ticks = timeTicks(scale.from, scale.to, Math.max(4, Math.floor(scale.width / 84)));
  const wires = connections(lines, scale, height, shown?.startIndex ?? 0, shown?.endIndex ?? 0);
  const body = virtual.getTotalSize();
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
      className={styles.field}
      style={{ '--line-height': `${height}px`, maxHeight: Math.min(620, body + height + 18) }}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div className={styles.canvas} style={{ width: `calc(var(--names) + ${scale.width}px)` }}>
        <div className={styles.head} aria-hidden="true">
          <span className={styles.name} />
          <span className={styles.track} style={{ width: scale.width }}>
            {ticks.map((tick) => (
              <span
                key={tick.at}
                className={styles.tick}
                style={{ left: ((tick.at - scale.from) / (scale.to - scale.from)) * scale.width }}
              >
                {tick.label}
              </span>
            ))}
            <span className={styles.todayWord} style={{ left: todayX }}>
              today
            </span>
          </span>
        </div>
        <div className={styles.body} style={{ height: body }} role="presentation">
          <svg className={styles.wires} width={scale.width} height={body} aria-hidden="true">
            {ticks.map((tick) => {
              const x = ((tick.at - scale.from) / (scale.to - scale.from)) * scale.width;
              return <path key={tick.at} d={`M${x} 0V${body}`} stroke="var(--line)" />;
            })}
            {wires.map((wire) => (
              <path
                key={wire.id}
                d={wire.path}
                fill="none"
                stroke={wire.late ? 'var(--mark-blocked)' : 'var(--ink-3)'}
                strokeWidth="1.2"
                strokeDasharray={wire.late ? '2 2' : undefined}
                markerEnd={`url(#${id}-tip)`}
              />
            ))}
            <path d={`M${todayX} 0V${body}`} stroke="var(--accent)" strokeWidth="1.5" strokeDasharray="4 3" />
            <defs>
              <ArrowTip id={`${id}-tip`} size={6} colour="var(--ink-3)" />
            </defs>
          </svg>
          {virtual.getVirtualItems().map((row) => {
            const line = lines[row.index];
            if (line === undefined) return null;
            return (
              <TimelineRow
                key={line.kind === 'lane' ? `lane ${line.lane}` : line.item.id}
                id={`${id}-${row.index}`}
                line={line}
                index={row.index}
                top={row.start}
                height={height}
                scale={scale}
                active={row.index === active}
                open={line.kind === 'item' && line.item.id === openId}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
