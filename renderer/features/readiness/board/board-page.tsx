import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import { useView } from '../../../bridge/hooks.ts';
import { useLayout } from '../../../bridge/layout.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import shared from '../../../domains/readiness/screens.module.css';
import { Diagram } from '../../../ui/diagram/diagram.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { navigate, useAddress } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import styles from '../readiness.module.css';
import { ReadinessNav } from '../readiness-nav.tsx';
import { BoardFilterBar } from './board-filter-bar.tsx';
import {
  type BoardPageFilter,
  isNarrowed,
  noFilter,
  readBoardQuery,
  totalOf,
  writeBoardQuery,
} from './board-model.ts';
import { ReadinessBoard } from './readiness-board.tsx';
import { stateDiagram } from './state-diagram.ts';

/** `/readiness`: items on their way to a sign-off. */
export function BoardPage() {
  const here = useAddress();
  const filter = useMemo(() => readBoardQuery(new URL(here, 'http://app').searchParams), [here]);
  const setFilter = useCallback((next: BoardPageFilter) => {
    const query = writeBoardQuery(new URLSearchParams(window.location.search), next).toString();
    navigate(query === '' ? '/readiness' : `/readiness?${query}`, { replace: true });
  }, []);
  return (
    <div className={shared.page}>
      <ReadinessNav />
      {filter.trackerId === null ? (
        <BoardOf filter={filter} onFilter={setFilter} />
      ) : (
        <BoardOfTracker trackerId={filter.trackerId} filter={filter} onFilter={setFilter} />
      )}
    </div>
  );
}

interface BoardOfProps {
  readonly filter: BoardPageFilter;
  readonly onFilter: (filter: BoardPageFilter) => void;
  readonly tracker?: ReturnType<typeof useTracker>;
}

/** A tracker has sections to choose from and, where its words say how they follow each other, a diagram of them. */
function BoardOfTracker({ trackerId, ...props }: BoardOfProps & { readonly trackerId: TrackerId }) {
  return <BoardOf {...props} tracker={useTracker(trackerId)} />;
}

function useTracker(trackerId: TrackerId) {
  const document = useView('trackers.one', { trackerId }).extra?.document ?? null;
  return useMemo(
    () => ({
      sections: document?.outline.sections ?? [],
      diagram: document === null ? null : stateDiagram(document.outline, document.diagrams),
    }),
    [document],
  );
}

function BoardOf({ filter, onFilter, tracker }: BoardOfProps) {
  const board = useView('readiness.board', filter);
  const [hasDiagram, setDiagram] = useLayout('readiness.diagram', z.boolean(), true);
  const narrowed = isNarrowed(filter);
  const diagram = tracker?.diagram ?? null;
  const total = totalOf(board.extra);
  const fact =
    total > board.rows.length
      ? `${formatCount(board.rows.length, 'card')} of ${formatCount(total, 'item')}`
      : formatCount(total, 'item');
  return (
    <>
      <BoardFilterBar
        filter={filter}
        onFilter={onFilter}
        sections={tracker?.sections ?? []}
        fact={board.extra === null ? '' : fact}
        end={
          diagram === null ? undefined : (
            <Button isPressed={hasDiagram} onPress={() => setDiagram(!hasDiagram)}>
              States
            </Button>
          )
        }
      />
      {diagram !== null && hasDiagram ? (
        <div className={styles.diagram}>
          <Diagram diagram={diagram} />
        </div>
      ) : null}
      <ViewGate
        phase={board.phase}
        failure={board.failure}
        isEmpty={total === 0}
        label="the board"
        empty={
          narrowed ? (
            <EmptyState
              sentence="Nothing on the board fits this filter."
              action={{ label: 'Show everything', onPress: () => onFilter(noFilter) }}
            />
          ) : (
            <EmptyState
              sentence="The board shows phases, milestones and acceptance rows on their way to a sign-off: with what backs them and who has signed. Add a tracker that states them."
              action={{ label: 'Go to the trackers', keys: 'g t', onPress: () => navigate('/trackers') }}
            />
          )
        }
      >
        <p className={styles.hint}>
          <KeyHints
            hints={[
              { keys: ['↵'], does: 'open' },
              { keys: ['m'], does: 'menu' },
              { keys: ['p'], does: 'put up' },
              { keys: ['a'], does: 'approve' },
              { keys: ['r'], does: 'return' },
              { keys: ['Alt →'], does: 'move' },
            ]}
          />
        </p>
        <ReadinessBoard
          cards={board.rows}
          counts={board.extra}
          withTracker={filter.trackerId === null}
          lost={board.phase === 'lost'}
        />
      </ViewGate>
    </>
  );
}
