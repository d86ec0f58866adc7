import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { IconButton } from '../../inputs/button.tsx';
import { useWidth } from '../../layout/use-width.ts';
import { formatNumber } from '../../text/format.ts';
import { LayerDrawing, nodeElementId } from './layer-drawing.tsx';
import {
  type LayerEdge,
  type LayerNode,
  layoutLayers,
  nodeHeight,
  nodeWidth,
  type PlacedNode,
  stepTo,
  wayFrom,
} from './layer-layout.ts';
import styles from './layers.module.css';
import { useViewBox } from './use-view-box.ts';
import { clampZoom, firstZoom, nextZoom, zoomToFit } from './zoom.ts';

export type { LayerEdge, LayerNode } from './layer-layout.ts';

export interface LayerGraphProps {
  readonly label: string;
  /** Names of the columns, from left to right. */
  readonly columns: readonly string[];
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly LayerEdge[];
  /** Where one stands: what it leads to is brought out. */
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  /** Enter, or a press on a node. */
  readonly onOpen: (id: string) => void;
}

/**
 * A graph that runs from left to right in columns, of any size: only what is in sight is drawn. Arrow keys walk along its
 * edges, a press selects; it scrolls, is dragged, and is zoomed with `+`, `-`, `0` or Ctrl and the wheel.
 */
export function LayerGraph({ label, columns, nodes, edges, selected, onSelect, onOpen }: LayerGraphProps) {
  const id = useId();
  const layout = useMemo(() => layoutLayers(nodes, edges), [nodes, edges]);
  const [zoom, setZoom] = useState<number | null>(null);
  const scale = zoom ?? 1;
  const { ref, box, look } = useViewBox(scale);
  const { ref: frame, width } = useWidth();
  const cameFrom = useRef<string | null>(null);
  const way = useMemo(() => wayFrom(layout, selected), [layout, selected]);
  const here = selected === null ? null : (layout.byId.get(selected) ?? null);
  const active = here ?? stepTo(layout, null, '');
  useKeptMiddle(ref, scale, look);
  useLayoutEffect(() => {
    const room = ref.current;
    if (room === null) return;
    setZoom((before) => before ?? firstZoom(layout, { width: room.clientWidth, height: room.clientHeight }));
  }, [layout, ref]);
  useLayoutEffect(() => {
    // Also when the room gets narrower: a side panel opened beside it.
    if (here !== null && ref.current !== null && width > 0) bringIntoView(ref.current, here, scale);
  }, [here, ref, scale, width]);
  useWheelZoom(ref, setZoom);
  const fit = () => {
    const room = ref.current;
    if (room !== null) setZoom(zoomToFit(layout, { width: room.clientWidth, height: room.clientHeight }));
  };
  const go = (next: PlacedNode | null) => {
    if (next === null || next.id === selected) return;
    cameFrom.current = selected;
    onSelect(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') setZoom(nextZoom(scale, 'in'));
    else if (event.key === '-') setZoom(nextZoom(scale, 'out'));
    else if (event.key === '0') fit();
    else if (event.key === 'Escape' && selected !== null) onSelect(null);
    else if (event.key === 'Enter' && selected !== null) onOpen(selected);
    else if (walkKeys.has(event.key)) go(stepTo(layout, selected, event.key, cameFrom.current));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={frame} className={styles.frame}>
      <div className={styles.tools}>
        <span>{`${formatNumber(Math.round(scale * 100))} %`}</span>
        <IconButton icon="minus" label="Smaller" keys="-" onPress={() => setZoom(nextZoom(scale, 'out'))} />
        <IconButton icon="plus" label="Larger" keys="+" onPress={() => setZoom(nextZoom(scale, 'in'))} />
        <IconButton icon="columns" label="Show as much as fits" keys="0" onPress={fit} />
      </div>
      <div
        ref={ref}
        role="listbox"
        aria-label={label}
        aria-activedescendant={active === null ? undefined : nodeElementId(id, active)}
        tabIndex={0}
        className={styles.scroll}
        onKeyDown={onKeyDown}
        {...draggedBy(ref)}
      >
        <div
          role="presentation"
          className={styles.sheet}
          style={{ width: layout.width * scale, height: layout.height * scale + headRoom }}
        >
          <div className={styles.heads} aria-hidden="true">
            {layout.columns.map(({ column, x, width }) => (
              <span key={column} style={{ left: x * scale, width: width * scale }}>
                {columns[column] ?? ''}
              </span>
            ))}
          </div>
          <div
            role="presentation"
            className={styles.canvas}
            style={{ width: layout.width, height: layout.height, transform: `scale(${scale})` }}
          >
            {box === null || zoom === null ? null : (
              <LayerDrawing
                id={id}
                layout={layout}
                box={box}
                active={active}
                selected={selected}
                way={way}
                onPress={onOpen}
              />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

const walkKeys = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);
/** Height of the names of the columns. */
const headRoom = 28;

function bringIntoView(room: HTMLElement, { x, y }: PlacedNode, zoom: number): void {
  const left = x * zoom;
  const top = y * zoom + headRoom;
  const inSight =
    left >= room.scrollLeft &&
    left + nodeWidth * zoom <= room.scrollLeft + room.clientWidth &&
    top >= room.scrollTop + headRoom &&
    top + nodeHeight * zoom <= room.scrollTop + room.clientHeight;
  if (inSight) return;
  room.scrollTo({
    left: left - (room.clientWidth - nodeWidth * zoom) / 2,
    top: top - (room.clientHeight - nodeHeight * zoom) / 2,
  });
}

/** What is in the middle stays there when the scale changes. */
function useKeptMiddle(ref: RefObject<HTMLDivElement | null>, zoom: number, look: () => void): void {
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const room = ref.current;
    const by = zoom / before.current;
    before.current = zoom;
    if (room === null || by === 1) return;
    const kept = (at: number, size: number) => (at + size / 2) * by - size / 2;
    room.scrollTo({
      left: kept(room.scrollLeft, room.clientWidth),
      top: kept(room.scrollTop, room.clientHeight),
    });
    look();
  }, [ref, zoom, look]);
}

function useWheelZoom(
  ref: RefObject<HTMLDivElement | null>,
  setZoom: (change: (zoom: number | null) => number) => void,
): void {
  useEffect(() => {
    const room = ref.current;
    // React's own listener can't keep the browser from zooming the page.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      setZoom((zoom) => clampZoom((zoom ?? 1) * Math.exp(-event.deltaY / 300)));
    };
    room?.addEventListener('wheel', onWheel, { passive: false });
    return () => room?.removeEventListener('wheel', onWheel);
  }, [ref, setZoom]);
}

/** The mouse drags the drawing where there is no node; fingers scroll it anyway. */
function draggedBy(ref: RefObject<HTMLDivElement | null>) {
  return {
    onPointerDown: (event: PointerEvent) => {
      const onNode = event.target instanceof Element && event.target.closest('[role=option]') !== null;
      if (event.pointerType !== 'mouse' || event.button !== 0 || onNode || event.target === ref.current)
        return;
      ref.current?.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (ref.current?.hasPointerCapture(event.pointerId) !== true) return;
      ref.current.scrollBy({ left: -event.movementX, top: -event.movementY, behavior: 'instant' });
    },
  };
}
