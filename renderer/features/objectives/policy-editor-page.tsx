import { useCallback, useMemo } from 'react';
import { readSloPolicyText } from '../../../core/domain/readiness/slo/read-slo-policy.ts';
import { useQuery, useView } from '../../bridge/hooks.ts';
import { DocumentEditor } from '../../domains/readiness/release/document-editor.tsx';
import { GatesNav } from '../../domains/readiness/release/gates-nav.tsx';
import { useDocumentEditor } from '../../domains/readiness/release/use-document-editor.ts';
import { VersionsPanel } from '../../domains/readiness/release/versions-panel.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useRoute, useScreenTitle } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { removePolicy, savePolicy } from './objective-actions.ts';
import type { Policy } from './objective-model.ts';
import { firstPolicy } from './policy-model.ts';
import { PolicyOutline } from './policy-outline.tsx';

/** `/objectives/:policy/edit` and `/new-policy`: a policy's text, what is wrong with it and what it asks for. */
export function PolicyEditorPage() {
  const name = useRoute().params['policy'] ?? null;
  const { rows, phase } = useView('slo.policies', {});
  const policy = rows.find(({ id }) => id === name) ?? null;
  const shown = useQuery('slo.show', policy === null ? null : { policy: policy.id }, [
    policy?.savedAt ?? null,
  ]);
  useScreenTitle(policy === null ? null : `Edit ${policy.title}`);
  return (
    <>
      <GatesNav />
      {phase === 'loading' || (policy !== null && shown.value === null) ? (
        <Skeleton label="the policy" lines={12} />
      ) : name !== null && policy === null ? (
        <EmptyState
          sentence={`There is no policy “${name}” to edit.`}
          action={{ label: 'Write a policy', onPress: () => navigate('/new-policy') }}
        />
      ) : (
        <Editor key={name ?? ''} policy={policy} saved={shown.value?.text ?? null} />
      )}
    </>
  );
}

interface EditorProps {
  /** Null: a new one. */
  readonly policy: Policy | null;
  readonly saved: string | null;
}

function Editor({ policy, saved }: EditorProps) {
  const editing = useDocumentEditor(`policy:${policy?.id ?? ''}`, saved, firstPolicy);
  const { text, settled, drop } = editing;
  const checked = useQuery('slo.validate', { text: settled });
  const written = checked.value?.text ?? settled;
  const problems = checked.value?.problems ?? [];
  const outline = useMemo(() => readSloPolicyText(written), [written]);
  const versions = useQuery('slo.versions', policy === null ? null : { policy: policy.id }, [
    policy?.savedAt ?? null,
  ]);
  const save = useCallback(async () => {
    const before = policy === null || saved === null ? null : { policy: policy.id, text: saved };
    const done = await savePolicy(text, before);
    if (done === null) return;
    drop();
    if (done.policy !== policy?.id)
      navigate(`/objectives/${encodeURIComponent(done.policy)}/edit`, { replace: policy === null });
  }, [policy, saved, text, drop]);
  const remove = async () => {
    if (policy !== null && saved !== null && (await removePolicy(policy.id, saved))) navigate('/objectives');
  };
  return (
    <PageGrid>
      <DocumentEditor
        editing={editing}
        label="Policy in YAML, or SLOs in OpenSLO"
        fact={policy === null ? 'not saved yet' : undefined}
        problems={problems.map(({ line, says }) => ({ line, message: says }))}
        savedBy={policy?.savedBy ?? 'Somebody'}
        onSave={save}
        actions={
          policy === null ? null : (
            <>
              <Button kind="quiet" onPress={() => navigate(`/objectives?policy=${policy.id}`)}>
                Back to the objectives
              </Button>
              <Button kind="danger" onPress={() => void remove()}>
                Remove the policy
              </Button>
            </>
          )
        }
      >
        <PolicyOutline
          read={problems.length === 0 ? outline : { ok: false, problems }}
          isOtherText={written !== settled}
          isBusy={checked.busy || settled !== text}
        />
      </DocumentEditor>
      {policy === null ? null : (
        <VersionsPanel
          versions={versions.value ?? []}
          none="No version is known here."
          onBring={editing.change}
        />
      )}
    </PageGrid>
  );
}
