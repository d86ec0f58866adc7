import { useState } from 'react';
import { act, call } from '../../bridge/hooks.ts';
import { explain } from '../../bridge/words.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { TextArea } from '../../ui/inputs/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import type { Finding } from './findings-model.ts';

interface AcceptDialogProps {
  /** Empty while closed. */
  readonly findings: readonly Finding[];
  readonly onClose: () => void;
}

function reopen(findings: readonly Finding[]): void {
  for (const finding of findings) void act('findings.reopen', { findingId: finding.id });
}

/** Accepting takes a reason: the next person must see why it is fine as it is. */
export function AcceptDialog({ findings, onClose }: AcceptDialogProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const close = () => {
    setReason('');
    setProblem(null);
    onClose();
  };
  const accept = async () => {
    if (reason.trim() === '') return;
    setSaving(true);
    for (const finding of findings) {
      const answer = await call('findings.accept', { findingId: finding.id, reason: reason.trim() });
      if (!answer.ok) {
        const words = explain(answer.error);
        setProblem(`${words.what} ${words.next}`);
        setSaving(false);
        return;
      }
    }
    setSaving(false);
    showToast({
      kind: 'done',
      text: `${formatCount(findings.length, 'finding')} accepted.`,
      action: { label: 'Undo', run: () => reopen(findings) },
    });
    close();
  };
  const [first] = findings;
  return (
    <Dialog
      title={
        findings.length === 1 ? 'Accept this finding' : `Accept ${formatCount(findings.length, 'finding')}`
      }
      size="small"
      keepOpen
      isOpen={first !== undefined}
      onClose={close}
      actions={
        <>
          <Button kind="quiet" onPress={close}>
            Cancel
          </Button>
          <Button
            kind="primary"
            keys="Ctrl ↵"
            isPending={saving}
            isDisabled={reason.trim() === ''}
            onPress={() => void accept()}
          >
            Accept
          </Button>
        </>
      }
    >
      {first === undefined ? null : <p>{findings.length === 1 ? first.title : first.group}</p>}
      <TextArea
        label="Why it is fine as it is"
        rows={3}
        value={reason}
        onChange={setReason}
        onSubmit={() => void accept()}
        problem={problem}
        autoFocus
        hint="It stays accepted until what the documents say there changes."
      />
    </Dialog>
  );
}
