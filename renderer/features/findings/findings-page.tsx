import { useMemo, useState } from 'react';
import { z } from 'zod';
import { TrackerId } from '../../../core/kernel/ids.ts';
import { useView } from '../../bridge/hooks.ts';
import { useLayout } from '../../bridge/layout.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { useCommands } from '../../ui/keys/commands.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import { FindingGroups } from './finding-groups.tsx';
import { FindingPanel } from './finding-panel.tsx';
import styles from './findings.module.css';
import { type Finding, findingsFact, type Grouping, groupFindings, placeRoute } from './findings-model.ts';

const GroupBy = z.enum(['rule', 'severity', 'tracker']);
const GROUPINGS = [
  { id: 'rule', label: 'By kind' },
  { id: 'severity', label: 'By severity' },
  { id: 'tracker', label: 'By tracker' },
] as const;

/** What documents say against each other or against themselves: shown and explained, never fixed silently. */
export function FindingsPage() {
  const [named, setTracker] = useQueryParam('tracker');
  const [shown, setShown] = useQueryParam('show');
  const [openId, setOpen] = useQueryParam('finding');
  const [by, setBy] = useLayout<Grouping>('findings:by', GroupBy, 'rule');
  const [[first, ...others], setAccepting] = useState<readonly Finding[]>([]);
  const trackerId = TrackerId.safeParse(named).data ?? null;
  const accepted = shown === 'accepted';
  const list = useView('findings.list', { trackerId, accepted });
  const groups = useMemo(() => groupFindings(list.rows, by), [list.rows, by]);
  const order = useMemo(() => groups.flatMap((group) => group.findings), [groups]);
  const open = order.find((finding) => finding.id === openId) ?? null;
  const commands = useMemo(() => findingCommands(open, setAccepting), [open]);
  useCommands(commands);
  const body =
    list.phase === 'loading' ? (
      <Skeleton label="the findings" lines={8} />
    ) : list.phase === 'failed' ? (
      <Notice kind="problem" what={list.failure?.message ?? 'The findings could not be read.'} />
    ) : groups.length === 0 ? (
      <NothingFound accepted={accepted} />
    ) : (
      <Panel
        title={accepted ? 'Accepted' : 'Open'}
        fact={findingsFact(list.rows, accepted ? list.extra?.accepted : list.extra?.open)}
        stale={list.phase === 'lost'}
        hint={
          <KeyHints
            hints={[
              { keys: ['1', '2'], does: 'go to the places' },
              { keys: ['a'], does: accepted ? 'reopen' : 'accept' },
              { keys: ['↵'], does: 'explain' },
            ]}
          />
        }
        actions={
          <>
            {trackerId === null ? null : (
              <Button kind="quiet" onPress={() => setTracker(null)}>
                Show every tracker’s
              </Button>
            )}
            <Select
              label="Grouped by"
              hideLabel
              choices={GROUPINGS}
              value={by}
              onChange={(id) => setBy(GroupBy.safeParse(id).data ?? 'rule')}
            />
          </>
        }
      >
        <FindingGroups groups={groups} onOpen={setOpen} onAccept={setAccepting} accepted={accepted} />
      </Panel>
    );
  return (
    <div className={styles.page}>
      <Tabs
        label="Findings"
        selected={accepted ? 'accepted' : 'open'}
        onSelect={(id) => setShown(id === 'open' ? null : id)}
        tabs={[
          { id: 'open', label: 'Open', count: list.extra?.open, content: body },
          { id: 'accepted', label: 'Accepted', count: list.extra?.accepted, content: body },
        ]}
      />
      {open === null ? null : (
        <FindingPanel
          finding={open}
          order={order}
          onOpen={setOpen}
          onClose={() => setOpen(null)}
          onAccept={() => setAccepting([open])}
        />
      )}
      {first === undefined ? null : (
        <AcceptDialog findings={[first, ...others]} onClose={() => setAccepting([])} />
      )}
    </div>
  );
}

/** Keys of the finding in the side panel; on a row they are the list's own. */
function findingCommands(open: Finding | null, accept: (findings: readonly Finding[]) => void) {
  const enabled = () => open !== null;
  return [
    ...[1, 2].map((at) => ({
      id: `finding.place.${at}`,
      title: `Go to place ${at} of the finding`,
      group: 'Findings',
      keys: String(at),
      palette: false,
      enabled: () => open?.places[at - 1] !== undefined,
      run: () => {
        const place = open?.places[at - 1];
        if (place !== undefined) navigate(placeRoute(place));
      },
    })),
    {
      id: 'finding.accept',
      title: 'Accept the finding',
      group: 'Findings',
      keys: 'a',
      palette: false,
      enabled: () => enabled() && open?.accepted === null,
      run: () => {
        if (open !== null) accept([open]);
      },
    },
  ];
}

function NothingFound({ accepted }: { readonly accepted: boolean }) {
  return (
    <EmptyState
      sentence={
        accepted
          ? 'Findings somebody accepted with a reason are kept here. None is yet.'
          : 'Findings are places where documents contradict each other or themselves. None is open: everything they say agrees.'
      }
    />
  );
}
