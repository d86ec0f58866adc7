import { useCallback } from 'react';
import { useQuery, useView } from '../../../bridge/hooks.ts';
import { DocumentEditor } from '../../../domains/readiness/release/document-editor.tsx';
import { type Gate, gatePath } from '../../../domains/readiness/release/gate-labels.ts';
import { GatesNav } from '../../../domains/readiness/release/gates-nav.tsx';
import { useDocumentEditor } from '../../../domains/readiness/release/use-document-editor.ts';
import { VersionsPanel } from '../../../domains/readiness/release/versions-panel.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate, useRoute, useScreenTitle } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { PageGrid } from '../../../ui/layout/panel.tsx';
import { isBuiltIn } from '../list/gate-list-model.ts';
import { DryRun } from './dry-run.tsx';
import { firstGate, savingOf, savingWords } from './editor-model.ts';
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
  const text = shown.value?.text ?? null;
  return (
    <>
      <GatesNav />
      {phase === 'loading' || (gate !== null && text === null) ? (
        <Skeleton label="the gate" lines={12} />
      ) : gateId !== null && gate === null ? (
        <EmptyState
          sentence={`There is no gate “${gateId}” to edit.`}
          action={{ label: 'Write a gate', onPress: () => navigate('/new-gate') }}
        />
      ) : (
        <Editor key={gateId ?? ''} gate={gate} saved={text} known={rows} />
      )}
    </>
  );
}

interface EditorProps {
  /** Null: a new one. */
  readonly gate: Gate | null;
  readonly saved: string | null;
  readonly known: readonly Gate[];
}

function Editor({ gate, saved, known }: EditorProps) {
  const editing = useDocumentEditor(`gate:${gate?.id ?? ''}`, saved, firstGate);
  const { text, settled, drop } = editing;
  const checked = useQuery('gates.check', { text: settled }, [gate?.last?.at ?? null]);
  const versions = useQuery('gates.versions', gate === null ? null : { gateId: gate.id }, [
    gate?.savedAt ?? null,
    gate?.version ?? null,
  ]);
  const save = useCallback(async () => {
    const before = gate === null ? null : { gateId: gate.id, text: isBuiltIn(gate) ? null : saved };
    const done = await saveGate(text, before);
    if (done === null) return;
    drop();
    if (done.gateId !== gate?.id) navigate(`${gatePath(done.gateId)}/edit`, { replace: gate === null });
  }, [gate, saved, text, drop]);
  const remove = async () => {
    if (gate === null || saved === null) return;
    const isGone = await removeGate(gate.id, saved);
    if (isGone && gate.trackerId === null) navigate('/gates');
  };
  const warning = savingWords(savingOf(text, gate?.id ?? null, new Set(known.map(({ id }) => id))), gate);
  return (
    <PageGrid>
      {warning === null ? null : <Notice kind="warning" {...warning} />}
      <DocumentEditor
        editing={editing}
        label="Gate in YAML"
        fact={
          gate === null
            ? 'not saved yet'
            : isBuiltIn(gate)
              ? `built in, from ${gate.trackerName ?? 'a tracker'}: saving makes it yours`
              : undefined
        }
        problems={checked.value?.problems ?? []}
        savedBy={gate?.savedBy ?? 'Its tracker'}
        onSave={save}
        actions={
          gate === null ? null : (
            <>
              <Button kind="quiet" onPress={() => navigate(gatePath(gate.id))}>
                Back to the gate
              </Button>
              {isBuiltIn(gate) ? null : (
                <Button kind="danger" onPress={() => void remove()}>
                  {gate.trackerId === null ? 'Remove the gate' : 'Follow the tracker again'}
                </Button>
              )}
            </>
          )
        }
      >
        <DryRun checked={checked.value} failure={checked.failure} isBusy={checked.busy || settled !== text} />
      </DocumentEditor>
      {gate === null ? null : (
        <VersionsPanel
          versions={versions.value ?? []}
          none="Nobody edited it: it is as its tracker asks."
          onBring={editing.change}
        />
      )}
    </PageGrid>
  );
}
