import { useMemo, useState } from 'react';
import { GateRunId } from '../../../../core/kernel/ids.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { act, useQuery } from '../../../bridge/hooks.ts';
import { decisionLabels, gatePath } from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { classNames } from '../../../ui/class-names.ts';
import { LayerGraph } from '../../../ui/diagram/layers/layer-graph.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam, useRoute, useScreenTitle } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { CopyButton } from '../../../ui/inputs/copy-button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { formatCount } from '../../../ui/text/format.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../bundles.module.css';
import { ReleasesNav } from '../releases-nav.tsx';
import { columnTitles, gapsOf, graphOf, lineageFact, otherGaps } from './lineage-model.ts';
import { LineagePanel } from './lineage-panel.tsx';
import { LineageTable } from './lineage-table.tsx';

/** `/lineage/:run`: what the decision of a run was made from, and what of that is not known. */
export function LineagePage() {
  const run = GateRunId.safeParse(useRoute().params['run']).data ?? null;
  if (run === null) {
    return (
      <Notice
        kind="problem"
        what="This address names no run of a gate."
        todo="Open a run from its gate, or a bundle, and go to its lineage from there."
      />
    );
  }
  return <LineageOfRun key={run} runId={run} />;
}

function LineageOfRun({ runId }: { readonly runId: GateRunId }) {
  const asked = useQuery('lineage.of', { runId });
  const of = useQuery('gates.report', { runId });
  const [selected, select] = useQueryParam('node');
  const [isOpen, setOpen] = useState(selected !== null);
  const [shown, setShown] = useQueryParam('show');
  const lineage = asked.value?.lineage ?? null;
  const graph = useMemo(() => (lineage === null ? null : graphOf(lineage)), [lineage]);
  const gaps = useMemo(() => (lineage === null ? [] : gapsOf(lineage)), [lineage]);
  const row = of.value?.row ?? null;
  useScreenTitle(row === null ? null : `Lineage of ${row.gateTitle}`);
  if (asked.failure !== null && lineage === null) return <FailureNotice failure={asked.failure} />;
  if (lineage === null || graph === null) return <Skeleton label="the lineage" lines={8} />;
  const asTable = shown === 'table';
  const others = otherGaps(lineage);
  const node = lineage.nodes.find(({ id }) => id === selected) ?? null;
  const gateId = row?.gateId ?? null;
  const open = (id: string) => {
    select(id);
    setOpen(true);
  };
  return (
    <div className={classNames(shared.page, node !== null && isOpen && styles.besidePanel)}>
      <ReleasesNav />
      <Toolbar
        label="Lineage"
        end={
          <>
            <Button icon="table" isPressed={asTable} onPress={() => setShown(asTable ? null : 'table')}>
              Table
            </Button>
            <Button
              icon="download"
              onPress={() => saveText(`lineage-${runId}.json`, JSON.stringify(lineage, null, 2))}
            >
              JSON
            </Button>
            <Button icon="download" onPress={() => void saveStatement(runId)}>
              in-toto, signed
            </Button>
            <CopyButton label="Copy the command" text={() => `quarterdeck lineage export ${runId}`}>
              Copy the command
            </CopyButton>
          </>
        }
      >
        <output>
          {row === null ? (
            lineageFact(lineage)
          ) : (
            <>
              {decisionLabels[row.decision]} · <TimeText at={row.at} /> · {lineageFact(lineage)}
            </>
          )}
        </output>
        {gateId === null ? null : (
          <Button kind="quiet" onPress={() => navigate(gatePath(gateId, { run: runId }))}>
            Open the run
          </Button>
        )}
      </Toolbar>
      {gaps.length + others.length === 0 ? null : (
        <Panel
          title="Missing"
          fact={`${formatCount(gaps.length, 'edge')}: the lineage is not complete, so nothing of it can be released`}
          hint={<KeyHints hints={[{ keys: ['↵'], does: 'show it' }]} />}
        >
          {others.map((says) => (
            <p key={says} className={styles.sentence}>
              {says}
            </p>
          ))}
          <RowList
            label="Missing edges"
            wraps
            atFirst={6}
            rows={gaps.map(({ source, target, says }) => ({
              id: `${source} ${target}`,
              mark: 'at-risk',
              markLabel: 'Missing',
              text: says,
            }))}
            onOpen={(id) => {
              const gap = gaps.find(({ source, target }) => `${source} ${target}` === id);
              if (gap !== undefined) open(gap.source);
            }}
          />
        </Panel>
      )}
      <Panel
        title={asTable ? 'Every edge' : 'From source to decision'}
        hint={
          asTable ? undefined : (
            <KeyHints
              hints={[
                { keys: ['←', '→'], does: 'along' },
                { keys: ['↑', '↓'], does: 'within' },
                { keys: ['↵'], does: 'open' },
                { keys: ['+', '-', '0'], does: 'size' },
              ]}
            />
          )
        }
      >
        {asTable ? (
          <LineageTable lineage={lineage} openId={isOpen ? selected : null} onOpen={open} />
        ) : (
          <LayerGraph
            label="From source to decision"
            columns={columnTitles}
            nodes={graph.nodes}
            edges={graph.edges}
            selected={node?.id ?? null}
            onSelect={select}
            onOpen={open}
          />
        )}
      </Panel>
      {node === null || !isOpen ? null : (
        <LineagePanel
          node={node}
          lineage={lineage}
          run={gateId === null ? null : { id: runId, gateId }}
          onSelect={select}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function saveText(name: string, text: string): void {
  saveFile(name, new Blob([text], { type: 'application/json' }));
}

async function saveStatement(runId: GateRunId): Promise<void> {
  const signed = await act('lineage.sign', { runId });
  if (signed !== null) saveText(`lineage-${runId}.intoto.json`, signed.envelope);
}
