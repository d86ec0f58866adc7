import { useMemo, useRef } from 'react';
import { useView } from '../../bridge/hooks.ts';
import shared from '../../domains/readiness/screens.module.css';
import { RoleInitials } from '../../domains/readiness/signoffs/role-initials.tsx';
import { SignoffDialog } from '../../domains/readiness/signoffs/signoff-dialog.tsx';
import { readinessPath, signoffMarks } from '../../domains/readiness/signoffs/signoff-labels.ts';
import { useSteps } from '../../domains/readiness/signoffs/use-steps.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { type Command, useCommands } from '../../ui/keys/commands.ts';
import { PageGrid, Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { formatCount, formatNumber } from '../../ui/text/format.ts';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './readiness.module.css';
import { ReadinessNav } from './readiness-nav.tsx';
import { putUp, type Review, reviewRows, reviewsFact } from './reviews-model.ts';

/** A list that has the keyboard moves by itself; these keys bring it there from anywhere else on the screen. */
const outsideLists = () => document.activeElement?.closest('[role=listbox], [role=menu]') === null;

/** `/reviews`: what waits for the person at this window, what they asked for, and what came back to them. */
export function ReviewsPage() {
  const inbox = useView('signoffs.inbox', {});
  const asked = useView('signoffs.list', { trackerId: null, state: null, mine: false, asked: true });
  const { opened: dialog, close, take } = useSteps();
  const place = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => reviewRows(inbox.rows), [inbox.rows]);
  const { back, waiting } = useMemo(() => putUp(asked.rows), [asked.rows]);
  useCommands(
    useMemo<readonly Command[]>(() => {
      const enter = () => place.current?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
      const keys = { group: 'Reviews', palette: false, enabled: outsideLists, run: enter } as const;
      return [
        { ...keys, id: 'reviews.next', title: 'Next review', keys: 'j' },
        { ...keys, id: 'reviews.previous', title: 'Previous review', keys: 'k' },
      ];
    }, []),
  );
  const onKey = (key: string, id: string) => {
    const row = rows.find((one) => one.id === id);
    if (row === undefined || (key !== 'a' && key !== 'r')) return false;
    take({ step: key === 'a' ? 'approve' : 'return', itemId: row.review.itemId, role: row.role });
    return true;
  };
  const more = (inbox.extra?.waiting ?? 0) - inbox.rows.length;
  return (
    <div className={shared.page}>
      <ReadinessNav />
      <div ref={place}>
        <PageGrid>
          <Panel
            title="Waits for you"
            fact={
              more > 0
                ? `the oldest ${formatNumber(inbox.rows.length)} of ${formatCount(inbox.extra?.waiting ?? 0, 'item')}`
                : reviewsFact(rows)
            }
            stale={inbox.phase === 'lost'}
            hint={
              <KeyHints
                hints={[
                  { keys: ['j', 'k'], does: 'move' },
                  { keys: ['↵'], does: 'open' },
                  { keys: ['a'], does: 'approve' },
                  { keys: ['r'], does: 'return' },
                ]}
              />
            }
          >
            {inbox.phase === 'loading' ? (
              <div className={styles.padded}>
                <Skeleton label="your reviews" lines={4} />
              </div>
            ) : rows.length === 0 ? (
              <EmptyState sentence="Items that others put up and that you may sign come here, the oldest first. Nothing waits for you now." />
            ) : (
              <RowList
                label="Waits for you"
                rows={rows.map(({ id, role, review }) => ({
                  id,
                  mark: 'review' as const,
                  text: (
                    <>
                      <b>{review.itemTitle}</b>{' '}
                      <em>
                        · {review.trackerName} · asked for by {review.requested?.by ?? ''}
                      </em>
                    </>
                  ),
                  end: (
                    <>
                      {role}
                      <Since review={review} />
                    </>
                  ),
                }))}
                onOpen={(id) => openRow(rows.find((one) => one.id === id)?.review)}
                onKey={onKey}
              />
            )}
          </Panel>
          <Asked
            title="Came back to you"
            rows={back}
            phase={asked.phase}
            none="What you put up and a reviewer returned, and sign-offs of yours that went stale, come here."
          />
          <Asked
            title="You asked for"
            rows={waiting}
            phase={asked.phase}
            none="What you put up and others have not signed yet comes here. Put an item up from the board or from its panel."
          />
        </PageGrid>
      </div>
      {dialog === null ? null : <SignoffDialog opened={dialog} onClose={close} />}
    </div>
  );
}

function openRow(review: Review | undefined): void {
  if (review !== undefined) navigate(readinessPath(review.itemId));
}

interface AskedProps {
  readonly title: string;
  readonly rows: readonly Review[];
  readonly phase: string;
  readonly none: string;
}

function Asked({ title, rows, phase, none }: AskedProps) {
  return (
    <Panel
      title={title}
      span={6}
      fact={rows.length === 0 ? undefined : formatNumber(rows.length)}
      stale={phase === 'lost'}
    >
      {phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label={title.toLowerCase()} lines={3} />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState sentence={none} />
      ) : (
        <RowList
          label={title}
          wraps
          rows={rows.map((review) => ({
            id: review.itemId,
            mark: signoffMarks[review.state],
            text: (
              <>
                <b>{review.itemTitle}</b> <em>· {review.because[0] ?? review.trackerName}</em>
              </>
            ),
            end: (
              <>
                <RoleInitials roles={review.roles} />
                <Since review={review} />
              </>
            ),
          }))}
          onOpen={(id) => openRow(rows.find(({ itemId }) => itemId === id))}
        />
      )}
    </Panel>
  );
}

function Since({ review }: { readonly review: Review }) {
  return review.requested === null ? null : <TimeText at={review.requested.at} focusable={false} />;
}
