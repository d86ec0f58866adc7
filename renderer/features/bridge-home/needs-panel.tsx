import { useEffect, useMemo, useRef } from 'react';
import { useStatus, useView } from '../../bridge/hooks.ts';
import { few } from '../../domains/trackers/listing/few.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { announce } from '../../ui/feedback/live-region.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { type Command, useCommands } from '../../ui/keys/commands.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { Pill } from '../../ui/marks/pill.tsx';
import { formatNumber } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './bridge.module.css';
import { isUrgent, needDetail, needLabel, needsFact, needTitle, waitingWords } from './bridge-model.ts';
import { useFrozenRows } from './use-held-rows.ts';

const shownAtFirst = 9;
/** Beside the long list of programmes that many trackers have. */
const shownBesideMany = 20;

/** A list that has the keyboard moves by itself; these keys bring it there from anywhere else on the screen. */
const outsideLists = () => document.activeElement?.closest('[role=listbox], [role=grid]') === null;

export function NeedsPanel() {
  const view = useView('bridge.needs', {});
  const place = useRef<HTMLDivElement>(null);
  const { rows, waiting, letIn, hold } = useFrozenRows(view.rows);
  const many = (useStatus()?.trackers ?? 0) > few;
  // Also those that wait to be let in.
  const listed = view.rows.length;
  const total = view.extra?.total ?? listed;
  const urgent = view.rows.find(isUrgent)?.title;
  useEffect(() => {
    if (urgent !== undefined) announce(urgent);
  }, [urgent]);
  useCommands(
    useMemo<readonly Command[]>(() => {
      const enter = () => place.current?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
      const keys = { group: 'What needs you', palette: false, enabled: outsideLists, run: enter } as const;
      return [
        { ...keys, id: 'needs.next', title: 'Next in the list', keys: 'j' },
        { ...keys, id: 'needs.previous', title: 'Previous in the list', keys: 'k' },
      ];
    }, []),
  );
  return (
    <Panel
      title="What needs you"
      span={7}
      fact={needsFact(listed, total)}
      stale={view.phase === 'lost'}
      hint={
        <KeyHints
          hints={[
            { keys: ['j', 'k'], does: 'move' },
            { keys: ['↵'], does: 'open' },
          ]}
        />
      }
    >
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="what needs you" lines={5} />
        </div>
      ) : rows.length === 0 && waiting === 0 ? (
        <EmptyState sentence="Nothing needs you now. Agents in trouble, conflicts, late and blocked items, findings and unreachable files come here, the most urgent first." />
      ) : (
        <div ref={place} {...hold}>
          {waiting === 0 ? null : (
            <div className={styles.waiting}>
              <Pill onPress={letIn}>{waitingWords(waiting, view.rows, rows)}</Pill>
            </div>
          )}
          <RowList
            label="What needs you"
            key={String(many)}
            atFirst={many ? shownBesideMany : shownAtFirst}
            rows={rows.map((need) => ({
              id: need.id,
              mark: need.mark,
              text: (
                <>
                  <b>{needTitle(need)}</b> <em>· {needDetail(need)}</em>
                </>
              ),
              end: needLabel(need),
            }))}
            onOpen={(id) => {
              const need = rows.find((row) => row.id === id);
              if (need !== undefined) navigate(need.route);
            }}
          />
          {listed >= total ? null : (
            <p className={styles.more}>
              The other {formatNumber(total - listed)} follow as these are settled. Late and blocked items are
              also under <TextLink href="/work">All work</TextLink>, contradictions under{' '}
              <TextLink href="/findings">Findings</TextLink>.
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}
