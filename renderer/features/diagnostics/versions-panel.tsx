import { useState } from 'react';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { CodeText } from '../../ui/text/code-text.tsx';
import { type Diagnostics, reportText } from './diagnostics-model.ts';

interface Props {
  readonly diagnostics: Diagnostics;
  /** Not all of the health is known yet. */
  readonly isPart: boolean;
}

/** The block to paste into a report. */
export function VersionsPanel({ diagnostics, isPart }: Props) {
  const [busy, setBusy] = useState(false);
  const text = reportText(diagnostics);
  const copy = async () => {
    setBusy(true);
    try {
      await navigator.clipboard.writeText(text);
      showToast({ kind: 'done', text: 'Versions and health are on the clipboard.' });
    } catch {
      showToast({
        kind: 'problem',
        text: 'The browser kept the clipboard to itself.',
        detail: 'Select the block and copy it by hand.',
      });
    }
    setBusy(false);
  };
  return (
    <Panel
      title="Versions"
      span={5}
      padded
      actions={
        <Button kind="quiet" icon="copy" isPending={busy || isPart} onPress={() => void copy()}>
          Copy
        </Button>
      }
    >
      <CodeText label="Versions and health" text={text} wrap />
    </Panel>
  );
}
