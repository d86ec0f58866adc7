import { useCallback, useMemo } from 'react';
import { useView } from '../../bridge/hooks.ts';
import { useSettled } from '../../bridge/use-window.ts';
import { ViewGate } from '../../domains/fleet/view-gate.tsx';
import shared from '../../domains/readiness/screens.module.css';
import { VerificationProgress } from '../../domains/readiness/verification-progress.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { navigate, useAddress, useQueryParam } from '../../ui/frame/navigation.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { EvidenceList, type EvidenceListProps } from './evidence-list.tsx';
import { EvidenceMatrix } from './evidence-matrix.tsx';
import {
  type EvidencePageFilter,
  isNarrowed,
  noCounts,
  noFilter,
  readEvidenceQuery,
  toEvidenceFilter,
  writeEvidenceQuery,
} from './evidence-model.ts';

/** `/evidence`: what backs the items, and whether it still does. */
export function EvidencePage() {
  const here = useAddress();
  const filter = useMemo(() => readEvidenceQuery(new URL(here, 'http://app').searchParams), [here]);
  const setFilter = useCallback((next: EvidencePageFilter) => {
    const query = writeEvidenceQuery(new URLSearchParams(window.location.search), next).toString();
    navigate(query === '' ? '/evidence' : `/evidence?${query}`, { replace: true });
  }, []);
  const [named, setTab] = useQueryParam('show');
  const [openId, setOpen] = useQueryParam('piece');
  const tab = named === 'withdrawn' || named === 'items' ? named : 'counting';
  const withdrawn = tab === 'withdrawn';
  const narrowed = isNarrowed(filter);
  const nothing = narrowed ? (
    <EmptyState
      sentence="No evidence fits this filter."
      action={{ label: 'Show all', onPress: () => setFilter(noFilter) }}
    />
  ) : withdrawn ? (
    <EmptyState sentence="Evidence that somebody withdrew is kept here and can be restored. There is none." />
  ) : (
    <NoEvidence />
  );
  const list = (
    <ListedEvidence
      key={tab}
      withdrawn={withdrawn}
      filter={filter}
      onFilter={setFilter}
      openId={openId}
      onOpen={setOpen}
      empty={nothing}
    />
  );
  return (
    <div className={shared.page}>
      <VerificationProgress />
      <Tabs
        label="Evidence"
        selected={tab}
        onSelect={(id) => setTab(id === 'counting' ? null : id)}
        tabs={[
          { id: 'counting', label: 'Evidence', content: list },
          {
            id: 'items',
            label: 'By item',
            content: <EvidenceMatrix filter={filter} onFilter={setFilter} empty={nothing} />,
          },
          { id: 'withdrawn', label: 'Withdrawn', content: list },
        ]}
      />
    </div>
  );
}

/** The list of what counts, or of what was withdrawn. */
function ListedEvidence(props: Omit<EvidenceListProps, 'rows' | 'counts' | 'phase'>) {
  const { filter, withdrawn, empty } = props;
  const live = useView('evidence.list', toEvidenceFilter(filter, withdrawn));
  const { rows, extra, phase, failure } = useSettled(live);
  const counts = { ...(extra ?? noCounts), listed: rows.length };
  return (
    <ViewGate
      phase={phase}
      failure={failure}
      isEmpty={live.phase !== 'loading' && rows.length === 0 && !isNarrowed(filter)}
      label="the evidence"
      empty={empty}
    >
      <EvidenceList {...props} rows={rows} counts={counts} phase={phase} />
    </ViewGate>
  );
}

function NoEvidence() {
  return (
    <EmptyState
      sentence="Evidence backs what an item says: a document, a contract, code, a test result or an artifact, verified offline against its repository or folder. Open an item of a tracker and add a piece with Shift+E, or run “quarterdeck evidence add”."
      action={{ label: 'Choose an item', keys: 'g w', onPress: () => navigate('/work') }}
    />
  );
}
