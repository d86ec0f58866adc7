import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Pill } from '../marks/pill.tsx';
import { StateMark } from '../marks/state-mark.tsx';
import { VisuallyHidden } from '../text/visually-hidden.tsx';
import styles from './tile-grid.module.css';
import {
  type Arrangement,
  arrangementOf,
  freezeTiles,
  layoutTiles,
  placeOf,
  stepTile,
  type TileGroup,
  type TileStep,
} from './tile-model.ts';

export interface TileGridProps<Tile extends { readonly id: string }> {
  readonly label: string;
  readonly groups: readonly TileGroup<Tile>[];
  /** The inside of a tile; give a memoised component its own row. */
  readonly render: (tile: Tile) => ReactNode;
  /** The whole tile in words, for screen readers. */
  readonly words: (tile: Tile) => string;
  readonly tone?: ((tile: Tile) => 'plain' | 'muted' | 'stale') | undefined;
  readonly onOpen: (id: string) => void;
}

const headHeight = 32;
const tileHeight = 74;
const minWidth = 208;

const steps: Readonly<Record<string, TileStep>> = {
  j: 'next',
  k: 'previous',
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  ArrowDown: 'down',
  ArrowUp: 'up',
  Home: 'first',
  End: 'last',
};

/**
 * Any number of tiles in groups, of which only those in view are drawn. One focus for the whole grid; while pointer or
 * focus is inside no tile changes its place.
 */
export function TileGrid<Tile extends { readonly id: string }>(props: TileGridProps<Tile>) {
  const { groups, onOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [pinned, setPinned] = useState<Arrangement | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const columns = useColumns(box);
  const held = useMemo(() => freezeTiles(pinned, groups), [pinned, groups]);
  const lines = useMemo(() => layoutTiles(held.groups, columns), [held.groups, columns]);
  const place = useMemo(() => placeOf(lines, active), [lines, active]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (line) => (lines[line]?.kind === 'head' ? headHeight : tileHeight),
    overscan: 4,
    useFlushSync: false,
  });
  // Heights differ between heads and rows only: as long as the heads stay where they are, nothing is measured again.
  const heads = lines.flatMap((line, at) => (line.kind === 'head' ? [at] : [])).join();
  useLayoutEffect(() => virtual.measure(), [heads, lines.length, virtual]);

  const pin = () => setPinned((before) => before ?? arrangementOf(groups));
  const release = (left: boolean) => {
    if (left) setPinned(null);
  };
  const go = (id: string | null) => {
    setActive(id);
    const line = placeOf(lines, id)?.line;
    if (line !== undefined) virtual.scrollToIndex(line, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step !== undefined) go(stepTile(lines, active, step));
    else if (event.key === 'Enter' && place !== null && active !== null) onOpen(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const total = held.groups.reduce((sum, group) => sum + group.tiles.length, 0);
  return (
    <div
      className={styles.frame}
      onPointerEnter={pin}
      onPointerLeave={(event) => release(!event.currentTarget.contains(document.activeElement))}
    >
      {held.waiting === 0 ? null : (
        <div className={styles.waiting}>
          <Pill onPress={() => setPinned(arrangementOf(groups))}>{held.waiting} moved or new</Pill>
        </div>
      )}
      <div
        ref={box}
        role="listbox"
        aria-label={props.label}
        aria-activedescendant={place === null ? undefined : tileId(gridId, active)}
        tabIndex={0}
        className={styles.box}
        onKeyDown={onKeyDown}
        onFocus={() => {
          pin();
          if (place === null) setActive(stepTile(lines, null, 'first'));
        }}
        onBlur={(event) => release(!event.currentTarget.matches(':hover'))}
      >
        <div role="presentation" className={styles.all} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            const at = { transform: `translateY(${item.start}px)` };
            if (line.kind === 'head') {
              return (
                <div key={`head-${line.group.id}`} role="presentation" className={styles.head} style={at}>
                  <StateMark mark={line.group.mark} silent size={12} />
                  {line.group.label} <span className={styles.count}>{line.group.tiles.length}</span>
                </div>
              );
            }
            return (
              <div
                key={`row-${item.index}`}
                role="presentation"
                className={styles.row}
                style={{ ...at, '--columns': columns }}
              >
                {line.tiles.map((tile, column) => (
                  <div
                    key={tile.id}
                    id={tileId(gridId, tile.id)}
                    role="option"
                    aria-selected={tile.id === active}
                    aria-setsize={total}
                    aria-posinset={line.first + column + 1}
                    className={styles.tile}
                    data-tone={props.tone?.(tile) ?? 'plain'}
                    onClick={() => onOpen(tile.id)}
                    onKeyDown={() => undefined}
                  >
                    <VisuallyHidden>{props.words(tile)}</VisuallyHidden>
                    <div aria-hidden="true">{props.render(tile)}</div>
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const tileId = (gridId: string, id: string | null) => `${gridId}-${id ?? ''}`;

/** How many tiles fit beside each other in the box as it is now. */
function useColumns(box: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(4);
  useEffect(() => {
    const at = box.current;
    if (at === null) return undefined;
    const observer = new ResizeObserver(() => {
      setColumns(Math.max(1, Math.floor(at.clientWidth / minWidth)));
    });
    observer.observe(at);
    return () => observer.disconnect();
  }, [box]);
  return columns;
}
