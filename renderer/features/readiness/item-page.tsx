import { ItemId } from '../../../core/kernel/ids.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useQuery, useStatus, useView } from '../../bridge/hooks.ts';
import { itemPath } from '../../domains/readiness/evidence-labels.ts';
import { ItemEvidencePieces } from '../../domains/readiness/item-evidence-pieces.tsx';
import shared from '../../domains/readiness/screens.module.css';
import { GapList } from '../../domains/readiness/signoffs/gap-list.tsx';
import { ItemSignoff } from '../../domains/readiness/signoffs/item-signoff.tsx';
import { StatementList } from '../../domains/readiness/signoffs/statement-list.tsx';
import { kindLabel } from '../../domains/trackers/model/filter.ts';
import type { ItemDetail } from '../../domains/trackers/model/rows.ts';
import { StatusMoves } from '../../domains/trackers/panel/status-moves.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useRoute, useScreenTitle } from '../../ui/frame/navigation.tsx';
import { DefinitionList } from '../../ui/layout/definition-list.tsx';
import { PageGrid, Panel } from '../../ui/layout/panel.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { itemEvents } from './item-events.ts';
import styles from './readiness.module.css';
import { ReadinessNav } from './readiness-nav.tsx';

/** `/readiness/items/:item`: one item with its evidence, its sign-offs, what reviewers miss, and what happened to it. */
export function ItemPage() {
  const item = ItemId.safeParse(useRoute().params['item']);
  return (
    <div className={shared.page}>
      <ReadinessNav />
      {item.success ? <PageOf itemId={item.data} /> : <NotHere />}
    </div>
  );
}

function NotHere() {
  return (
    <EmptyState
      sentence="There is no such item in this workspace, and nothing was ever asked or signed of it."
      action={{ label: 'Go to the board', keys: 'g r', onPress: () => navigate('/readiness') }}
    />
  );
}

function PageOf({ itemId }: { readonly itemId: ItemId }) {
  const view = useView('signoffs.item', { itemId });
  const version = useView('trackers.version', {}).rows[0]?.version ?? 0;
  const me = useStatus()?.actor.name ?? null;
  const signoff = view.rows[0];
  const detail = useQuery('trackers.item', { itemId }, [version]);
  useScreenTitle(signoff?.itemTitle ?? null);
  if (signoff === undefined)
    return view.phase === 'loading' ? <Skeleton label="the item" lines={8} /> : <NotHere />;
  const { gaps, statements, openGaps } = signoff;
  const value = detail.value?.row.id === itemId ? detail.value : null;
  const stale = view.phase === 'lost';
  return (
    <PageGrid>
      <Panel title="Sign-off" span={6} stale={stale} padded>
        <ItemSignoff itemId={itemId} />
      </Panel>
      <Panel
        title="Item"
        span={6}
        fact={
          <>
            {value === null ? null : `${kindLabel(value.row.kind)} in `}
            <TextLink quiet href={itemPath(signoff)}>
              {signoff.trackerName}
            </TextLink>
          </>
        }
        stale={stale}
        padded
      >
        {value !== null ? (
          <Fields detail={value} />
        ) : detail.failure !== null ? (
          <FailureNotice failure={detail.failure} />
        ) : (
          <Skeleton label="the item" lines={4} />
        )}
      </Panel>
      {value === null ? null : (
        <Panel title="Evidence" span={6} stale={stale} padded>
          <ItemEvidencePieces item={value.row} folder={value.folder} />
        </Panel>
      )}
      <Panel
        title="Gaps"
        span={6}
        fact={gaps.length === 0 ? undefined : `${openGaps} open of ${gaps.length}`}
        stale={stale}
        padded
      >
        {gaps.length === 0 ? (
          <p className={shared.muted}>No reviewer has named anything that is missing.</p>
        ) : (
          <GapList gaps={gaps} />
        )}
      </Panel>
      <Panel
        title="Signatures"
        span={6}
        fact={statements.length === 0 ? undefined : formatCount(statements.length, 'statement')}
        stale={stale}
        padded
      >
        <StatementList signoff={signoff} />
      </Panel>
      <Panel title="History" span={6} stale={stale} padded>
        <ol className={styles.events}>
          {itemEvents(signoff, value?.history ?? [], me).map(({ at, says }, index) => (
            <li key={`${at}:${index}`}>
              <span>{says}</span>
              <TimeText at={at} />
            </li>
          ))}
        </ol>
      </Panel>
    </PageGrid>
  );
}

function Fields({ detail }: { readonly detail: ItemDetail }) {
  const plain = detail.row.fields.filter(({ kind }) => kind !== 'status');
  return (
    <div className={styles.fields}>
      <StatusMoves detail={detail} />
      <DefinitionList
        items={plain.map(({ name, label, value }) => ({
          id: name,
          term: label,
          value: value === '' ? <span className={shared.muted}>empty</span> : value,
        }))}
      />
    </div>
  );
}
