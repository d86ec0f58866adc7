import { useState } from 'react';
import type { RowOf } from '../../../core/contract/index.ts';
import { act } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Switch } from '../../ui/inputs/choice.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { useUnsavedText } from '../../ui/inputs/unsaved-text.ts';
import { DefinitionList } from '../../ui/layout/definition-list.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { ConfirmDialog } from '../../ui/overlays/dialog.tsx';
import { formatBytes } from '../../ui/text/format.ts';
import styles from './settings.module.css';
import { type Change, type SettingsRow, startAtLoginNote } from './settings-model.ts';

interface Props {
  readonly settings: SettingsRow;
  readonly status: RowOf<'workspace.status'>;
  readonly change: Change;
}

export function WorkspacePanel({ settings, status, change }: Props) {
  const note = startAtLoginNote(status.shell);
  return (
    <Panel title="Workspace" span={6} padded>
      <div className={styles.form}>
        <DefinitionList
          items={[
            { term: 'Name', value: status.name },
            { term: 'Folder', value: <code className={styles.path}>{status.folder}</code> },
            { term: 'Version', value: status.version },
          ]}
        />
        <CopyWorkspace />
        <Sample loaded={status.sample} />
        {note === null ? (
          <Switch isSelected={settings.startAtLogin} onChange={(startAtLogin) => change({ startAtLogin })}>
            Start at login
          </Switch>
        ) : (
          <p className={styles.hint}>{note}</p>
        )}
      </div>
    </Panel>
  );
}

function CopyWorkspace() {
  const [folder, setFolder] = useState('');
  const [busy, setBusy] = useState(false);
  useUnsavedText(folder !== '');
  const copy = async () => {
    if (folder.trim() === '') return;
    setBusy(true);
    const answer = await act('workspace.copy', { folder: folder.trim() });
    setBusy(false);
    if (answer === null) return;
    showToast({ kind: 'done', text: `Copied ${formatBytes(answer.bytes)} to ${answer.folder}.` });
    setFolder('');
  };
  return (
    <div className={styles.line}>
      <TextField
        label="Copy the whole workspace to"
        hint="A new folder on the engine’s machine. The copy is complete even while work goes on. Tracker files, also the sample’s, are not copied; they stay where they are."
        mono
        value={folder}
        onChange={setFolder}
        onSubmit={() => void copy()}
      />
      <Button onPress={() => void copy()} isPending={busy} isDisabled={folder.trim() === ''}>
        Copy
      </Button>
    </div>
  );
}

function Sample({ loaded }: { readonly loaded: boolean }) {
  const [asking, setAsking] = useState(false);
  const load = async () => sayDone(await act('workspace.loadSample', {}));
  const remove = async () =>
    sayDone(await act('workspace.removeSample', {}), { label: 'Bring it back', run: () => void load() });
  return (
    <div>
      {loaded ? (
        <Button onPress={() => setAsking(true)}>Remove the sample</Button>
      ) : (
        <Button onPress={() => void load()}>Load the sample</Button>
      )}
      <p className={styles.hint}>A made-up programme in five trackers with a history, to look around in.</p>
      <ConfirmDialog
        title="Remove the sample"
        isOpen={asking}
        onClose={() => setAsking(false)}
        confirm="Remove the sample"
        onConfirm={() => void remove()}
      >
        Its trackers leave the workspace. Your own trackers stay as they are, and the sample can be loaded
        again.
      </ConfirmDialog>
    </div>
  );
}
