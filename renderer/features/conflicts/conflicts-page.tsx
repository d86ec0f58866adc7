import { useCallback, useMemo, useState } from 'react';
import { TrackerId } from '../../../core/kernel/ids.ts';
import { useView } from '../../bridge/hooks.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { useQueryParam } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { useCommands } from '../../ui/keys/commands.ts';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { Toolbar } from '../../ui/layout/toolbar.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { decide, reopen } from './conflict-calls.ts';
import { ConflictCard } from './conflict-card.tsx';
import { conflictCommands } from './conflict-commands.ts';
import styles from './conflicts.module.css';
import { type Conflict, type Keep, nextOpen } from './conflicts-model.ts';

/** Fields that two sides changed: both values kept, one key to choose. */
export function ConflictsPage() {
  const [named, setTracker] = useQueryParam('tracker');
  const [shown, setShown] = useQueryParam('show');
  const [chosen, setChosen] = useState<string | null>(null);
  const resolved = shown === 'decided';
  const trackerId = TrackerId.safeParse(named).data ?? null;
  const list = useView('conflicts.list', { trackerId, resolved });
  const active = list.rows.find((row) => row.id === chosen) ?? list.rows[0] ?? null;
  const keep = useCallback(
    async (conflict: Conflict, side: Keep) => {
      const next = nextOpen(list.rows, conflict.id);
      if (await decide(conflict, side)) setChosen(next);
    },
    [list.rows],
  );
  const commands = useMemo(
    () => conflictCommands({ rows: list.rows, active, keep, reopen, choose: setChosen }),
    [list.rows, active, keep],
  );
  useCommands(commands);
  const body =
    list.phase === 'loading' ? (
      <Skeleton label="the conflicts" lines={8} />
    ) : list.phase === 'failed' ? (
      <Notice kind="problem" what={list.failure?.message ?? 'The conflicts could not be read.'} />
    ) : list.rows.length === 0 ? (
      <EmptyState
        sentence={
          resolved
            ? 'Conflicts somebody decided are kept here, each with both values and a way back.'
            : 'A conflict is a field that you and somebody else changed differently. There is none: every edit is in its file.'
        }
      />
    ) : (
      <div className={styles.list} data-lost={list.phase === 'lost'}>
        {list.rows.map((conflict) => (
          <ConflictCard
            key={conflict.id}
            conflict={conflict}
            isActive={conflict.id === active?.id}
            focused={conflict.id === chosen}
            onActivate={() => setChosen(conflict.id)}
            onKeep={(side) => void keep(conflict, side)}
            onReopen={() => void reopen(conflict)}
          />
        ))}
      </div>
    );
  return (
    <div className={styles.page}>
      <Toolbar
        label="Conflicts"
        end={
          <>
            <KeyHints
              hints={[
                { keys: ['j', 'k'], does: 'move' },
                ...(resolved
                  ? [{ keys: ['u'], does: 'open again' }]
                  : [
                      { keys: ['t'], does: 'theirs' },
                      { keys: ['m'], does: 'mine' },
                    ]),
              ]}
            />
            {trackerId === null ? null : (
              <Button kind="quiet" onPress={() => setTracker(null)}>
                Show every tracker’s
              </Button>
            )}
          </>
        }
      >
        <span className={styles.muted}>The file keeps what the rule decided until you choose.</span>
      </Toolbar>
      <Tabs
        label="Conflicts"
        selected={resolved ? 'decided' : 'open'}
        onSelect={(id) => setShown(id === 'open' ? null : id)}
        tabs={[
          { id: 'open', label: 'Open', count: list.extra?.open, content: body },
          { id: 'decided', label: 'Decided', content: body },
        ]}
      />
    </div>
  );
}
