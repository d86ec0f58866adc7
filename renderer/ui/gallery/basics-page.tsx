import { EmptyState } from '../feedback/empty-state.tsx';
import { Notice } from '../feedback/notice.tsx';
import { ProgressBar, ProgressLine } from '../feedback/progress.tsx';
import { Skeleton } from '../feedback/skeleton.tsx';
import { showToast } from '../feedback/toast.tsx';
import { Button, IconButton } from '../inputs/button.tsx';
import { DefinitionList } from '../layout/definition-list.tsx';
import { PageGrid, Panel } from '../layout/panel.tsx';
import { RowList } from '../layout/row-list.tsx';
import { SplitView } from '../layout/split-view.tsx';
import { Tabs } from '../layout/tabs.tsx';
import { Toolbar } from '../layout/toolbar.tsx';
import { Badge, Count } from '../marks/badge.tsx';
import { Kbd, KeyHints } from '../marks/kbd.tsx';
import { markOrder } from '../marks/mark.ts';
import { Pill } from '../marks/pill.tsx';
import { StateBar } from '../marks/state-bar.tsx';
import { StateLabel } from '../marks/state-mark.tsx';
import { CodeText } from '../text/code-text.tsx';
import { DiffView } from '../text/diff-view.tsx';
import { formatDuration, formatMoney } from '../text/format.ts';
import { TextLink } from '../text/link.tsx';
import { Markdown } from '../text/markdown.tsx';
import { TimeText } from '../text/time-text.tsx';
import { JsonView } from '../tree/json-view.tsx';
import styles from './gallery.module.css';

const now = Date.UTC(2026, 1, 14, 10, 42);
const markdown = [
  '### Scope',
  'Move the *billing worker* to the new queue; see [the plan](https://example.org/plan) and `queue.yaml`.',
  '',
  '| Milestone | Status |',
  '| --- | --- |',
  '| M0 Kickoff | in-progress |',
  '',
  '- [x] owner named',
  '- [ ] date agreed',
  '',
  '<b>raw html is not drawn</b>',
].join('\n');

const programmes = [
  { name: 'Harbour lights', note: 'M0 open · 1 finding', counts: [0, 22, 0, 1, 0, 2], end: '22 of 25' },
  { name: 'Readiness', note: '6 open items', counts: [1, 3, 1, 0, 1, 0], end: '4 of 6' },
];

const report = {
  name: 'latency',
  p95_ms: 12.5,
  samples: Array.from({ length: 120 }, (_, at) => at),
  met: [true, null],
};

export function BasicsPage() {
  return (
    <PageGrid>
      <Panel
        span={7}
        title="What needs you"
        fact="4, most urgent first"
        hint={
          <KeyHints
            hints={[
              { keys: ['j', 'k'], does: 'move' },
              { keys: ['a'], does: 'ack' },
              { keys: ['↵'], does: 'open' },
            ]}
          />
        }
      >
        <RowList
          label="What needs you"
          onOpen={(id) => showToast({ kind: 'info', text: `Opened ${id}` })}
          rows={[
            {
              id: 'one',
              mark: 'blocked',
              text: (
                <>
                  Agents offline: <b>2 of 12</b> <em>· firing 6 min · escalates in 4 min</em>
                </>
              ),
              end: (
                <>
                  alert <Kbd keys="a" />
                </>
              ),
            },
            {
              id: 'two',
              mark: 'review',
              text: (
                <>
                  Review <b>Phase 4: persistence model</b>{' '}
                  <em>· security role · 3 pieces of evidence, 1 changed since the last look at it</em>
                </>
              ),
              end: (
                <>
                  sign-off <Kbd keys="↵" />
                </>
              ),
            },
            { id: 'three', mark: 'stale', text: 'Sign-off went stale: replay window', end: 'readiness' },
            { id: 'four', mark: 'active', lead: 'Feb 16, 2026', text: 'M0 Kickoff', end: '2 days left' },
          ]}
        />
      </Panel>
      <Panel span={5} title="Programmes" hint="as of 10:42">
        {programmes.map((programme) => (
          <div key={programme.name} className={styles.progress}>
            <span>
              <b>{programme.name}</b>
              <br />
              <span className={styles.muted}>{programme.note}</span>
            </span>
            <StateBar
              label={programme.name}
              parts={markOrder.map((mark, index) => ({ mark, count: programme.counts[index] ?? 0 }))}
            />
            <span className={styles.muted}>{programme.end}</span>
          </div>
        ))}
        <div className={styles.progress}>
          <span>Not reached since yesterday</span>
          <StateBar
            stale
            label="Archive"
            parts={[
              { mark: 'done', count: 3 },
              { mark: 'planned', count: 2 },
            ]}
          />
          <span className={styles.muted}>3 of 5</span>
        </div>
      </Panel>
      <Panel span={4} title="State marks" padded>
        <div className={styles.row}>
          {markOrder.map((mark) => (
            <StateLabel key={mark} mark={mark} />
          ))}
        </div>
      </Panel>
      <Panel span={8} title="Words and controls" padded>
        <div className={styles.stack}>
          <Toolbar label="Buttons" end={<IconButton icon="more" label="More" />}>
            <Button kind="primary" keys="i">
              Import files
            </Button>
            <Button icon="plus">Add item</Button>
            <Button kind="quiet">Cancel</Button>
            <Button kind="danger">Remove tracker</Button>
            <Button isPending>Saving</Button>
            <Button isDisabled>Can't</Button>
            <IconButton icon="undo" label="Undo" keys="Ctrl Z" />
          </Toolbar>
          <div className={styles.row}>
            <Pill mark="stale">hub-eu offline 14 min · 3 edits waiting</Pill>
            <Pill mark="done" onPress={() => showToast({ kind: 'done', text: 'In step' })}>
              files in step
            </Pill>
            <Badge>guess</Badge>
            <Badge tone="accent">new</Badge>
            <Badge tone="warning">deferred</Badge>
            <Badge tone="problem">read-only</Badge>
            <Count value={24} of={25} />
            <Kbd keys="Ctrl K" />
            <TextLink href="?page=basics">A link</TextLink>
            <TimeText at={now - 14 * 60_000} />
            <TimeText at={now - 3 * 86_400_000} />
            <span>{formatMoney(18.42)}</span>
            <span>{formatDuration(7_500_000)}</span>
          </div>
          <div className={styles.row}>
            <Button
              onPress={() =>
                showToast({
                  kind: 'done',
                  text: 'You moved M2 from Mar 27 to Apr 3.',
                  action: { label: 'Undo', keys: 'Ctrl Z', run: () => undefined },
                })
              }
            >
              Show a toast
            </Button>
            <Button
              onPress={() =>
                showToast({
                  kind: 'problem',
                  text: 'The file changed since it was read.',
                  detail: 'Your edit is kept here. Look at both sides to go on.',
                })
              }
            >
              Show a problem
            </Button>
          </div>
        </div>
      </Panel>
      <Panel span={6} title="Notices" padded>
        <div className={styles.stack}>
          <Notice kind="info" what="12 files were read." kept="Nothing was written." />
          <Notice
            kind="warning"
            what="notes.md changed outside."
            kept="Your 2 edits are kept."
            todo="Look at both before going on."
            actions={<Button>Compare</Button>}
          />
          <Notice
            kind="problem"
            what="plan.md can't be written: the disk is full."
            kept="The edit is kept in the workspace."
            onDismiss={() => undefined}
          />
          <ProgressLine active label="Reading files" />
          <ProgressBar label="Importing" value={34} max={60} text="34 of 60 files" />
        </div>
      </Panel>
      <Panel span={6} title="Tabs and facts" padded>
        <Tabs
          label="Views"
          tabs={[
            {
              id: 'facts',
              label: 'Facts',
              content: (
                <DefinitionList
                  items={[
                    { term: 'Owner', value: 'Ines' },
                    { term: 'Due', value: 'Apr 3, 2026' },
                  ]}
                />
              ),
            },
            { id: 'log', label: 'Log', count: 52, content: <p>Log</p> },
          ]}
        />
        <EmptyState
          sentence="Evidence shows here once an item carries some."
          action={{ label: 'Add evidence', keys: 'e', onPress: () => undefined }}
          sample={{ label: 'Open the sample', onPress: () => undefined }}
        />
      </Panel>
      <Panel span={6} title="Markdown" padded>
        <Markdown text={markdown} />
      </Panel>
      <Panel span={6} title="JSON" padded>
        <JsonView label="A report" value={report} />
      </Panel>
      <Panel span={6} title="Source and diff" padded>
        <SplitView
          label="Resize source and diff"
          start={<CodeText label="Source" firstLine={11} text={'| M0 | in-progress |\n| M1 | done |'} />}
          end={
            <DiffView
              label="Changes"
              lines={[
                { kind: 'same', text: '| M0 | in-progress |', oldLine: 11, newLine: 11 },
                { kind: 'removed', text: '| M1 | partial |', oldLine: 12, newLine: null },
                { kind: 'added', text: '| M1 | met |', oldLine: null, newLine: 12 },
                { kind: 'gap', text: '40 lines alike', oldLine: null, newLine: null },
              ]}
            />
          }
        />
      </Panel>
      <Panel span={12} title="On its way">
        <Skeleton label="recent changes" />
      </Panel>
    </PageGrid>
  );
}
