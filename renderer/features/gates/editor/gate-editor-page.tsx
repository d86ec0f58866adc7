import { useMemo, useState } from 'react';
import { useQuery, useView } from '../../../bridge/hooks.ts';
import { type Gate, gatePath } from '../../../domains/readiness/release/gate-labels.ts';
import { ReleaseNav } from '../../../domains/readiness/release/release-nav.tsx';
import { useDocumentDraft } from '../../../domains/readiness/release/use-document-draft.ts';
import { useSettledText } from '../../../domains/readiness/release/use-settled-text.ts';
import { VersionsPanel } from '../../../domains/readiness/release/versions-panel.tsx';
import { YamlField } from '../../../domains/readiness/release/yaml-field.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate, useRoute, useScreenTitle } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { useCommands } from '../../../ui/keys/commands.ts';
import { PageGrid, Panel } from '../../../ui/layout/panel.tsx';
import { SplitView } from '../../../ui/layout/split-view.tsx';
import styles from '../gates.module.css';
import { isBuiltIn } from '../list/gate-list-model.ts';
import { DryRun } from './dry-run.tsx';
import { firstGate, savingOf } from './editor-model.ts';
import { removeGate, saveGate } from './save-gate.ts';

/** `/gates/:gate/edit` and `/new-gate`: a gate's text, what is wrong with it and what it would say. */
export function GateEditorPage() {
  const gateId = useRoute().params['gate'] ?? null;
  const { rows, phase } = useView('gates.list', {});
  const gate = rows.find(({ id }) => id === gateId) ?? null;
  const shown = useQuery('gates.show', gateId === null || gate === null ? null : { gateId }, [
    gate?.savedAt ?? null,
    gate?.version ?? null,
  ]);
  useScreenTitle(gate === null ? null : `Edit ${gate.title}`);
  const text = gateId === null ? firstGate : (shown.value?.text ?? null);
  return (
    <>
      <ReleaseNav />
      {phase === 'loading' || (gate !== null && text === null) ? (
        <Skeleton label="the gate" lines={12} />
      ) : gateId !== null && gate === null ? (
        <EmptyState
          sentence={`There is no gate “${gateId}” to edit.`}
          action={{ label: 'Write a gate', onPress: () => navigate('/new-gate') }}
        />
      ) : (
        <Editor key={gateId ?? ''} gate={gate} saved={text ?? ''} known={rows} />
      )}
    </>
  );
}

interface EditorProps {
  /** Null: a new one. */
  readonly gate: Gate | null;
  readonly saved: string;
  readonly known: readonly Gate[];
}

function Editor({ gate, saved, known }: EditorProps) {
  const [draft, setDraft] = useDocumentDraft(`gate:${gate?.id ?? ''}`);
  const [started, setStarted] = useState(saved);
  const text = draft ?? saved;
  const settled = useSettledText(text);
  const checked = useQuery('gates.check', { text: settled }, [gate?.last?.at ?? null]);
  const problems = checked.value?.problems ?? [];
  const versions = useQuery('gates.versions', gate === null ? null : { gateId: gate.id }, [
    gate?.savedAt ?? null,
    gate?.version ?? null,
  ]);
  const saving = savingOf(text, gate?.id ?? null, new Set(known.map(({ id }) => id)));
  const change = (next: string) => {
    if (draft === null) setStarted(saved);
    setDraft(next === saved && gate !== null ? null : next);
  };
  const canSave = (draft !== null || gate === null) && problems.length === 0;
  const save = async () => {
    if (!canSave) return;
    const before = gate === null ? null : { gateId: gate.id, text: isBuiltIn(gate) ? null : saved };
    const done = await saveGate(text, before);
    if (done === null) return;
    setDraft(null);
    if (done.gateId !== gate?.id) navigate(`${gatePath(done.gateId)}/edit`, { replace: gate === null });
  };
  useCommands(
    useMemo(
      () => [
        {
          id: 'gate.save',
          title: 'Save the gate',
          group: 'Gate',
          keys: '$mod+s',
          whileTyping: true,
          run: () => void save(),
        },
      ],
      // oxlint-disable-next-line react/exhaustive-deps -- what is saved is what is typed
      [text, canSave, gate],
    ),
  );
  return (
    <PageGrid>
      {draft !== null && gate !== null && started !== saved ? (
        <Notice
          kind="warning"
          what={`${gate.savedBy ?? 'Its tracker'} changed this gate while you were writing.`}
          kept="Your text is kept here."
          todo="Save it over the newer one, or drop your changes and start from what it says now."
        />
      ) : null}
      {saving.kind === 'same' || gate === null ? null : (
        <Notice
          kind="info"
          what={
            saving.kind === 'new'
              ? `This text names a new gate, ${saving.gateId}; saving writes that one.`
              : `This text names another gate, ${saving.gateId}; saving writes over it.`
          }
          kept={`${gate.id} stays as it is.`}
        />
      )}
      {gate === null && saving.kind === 'over' ? (
        <Notice kind="warning" what={`There is a gate ${saving.gateId} already; saving writes over it.`} />
      ) : null}
      <Panel
        title="Document"
        fact={
          gate === null
            ? 'not saved yet'
            : isBuiltIn(gate)
              ? `built in, from ${gate.trackerName ?? 'a tracker'}: saving makes it yours`
              : undefined
        }
        actions={
          <>
            {gate === null ? null : (
              <Button kind="quiet" onPress={() => navigate(gatePath(gate.id))}>
                Back to the gate
              </Button>
            )}
            {draft === null ? null : (
              <Button kind="quiet" onPress={() => setDraft(null)}>
                Drop my changes
              </Button>
            )}
            {gate === null || isBuiltIn(gate) ? null : (
              <Button
                kind="danger"
                onPress={() => {
                  void removeGate(gate.id, saved).then((done) => {
                    if (done && gate.trackerId === null) navigate('/gates');
                  });
                }}
              >
                {gate.trackerId === null ? 'Remove the gate' : 'Follow the tracker again'}
              </Button>
            )}
            <Button kind="primary" keys="Ctrl S" isDisabled={!canSave} onPress={() => void save()}>
              Save
            </Button>
          </>
        }
        padded
      >
        <SplitView
          label="Resize text and dry run"
          start={
            <div className={styles.side}>
              <YamlField label="Gate in YAML" text={text} onText={change} problems={problems} />
            </div>
          }
          end={
            <div className={styles.side}>
              <DryRun
                checked={checked.value}
                failure={checked.failure}
                isBusy={checked.busy || settled !== text}
              />
            </div>
          }
        />
      </Panel>
      {gate === null ? null : (
        <VersionsPanel
          versions={versions.value ?? []}
          none="Nobody edited it: it is as its tracker asks."
          onBring={change}
        />
      )}
    </PageGrid>
  );
}
