import { useState } from 'react';
import { explain } from '../../bridge/failure-messages.ts';
import { act, call } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { TextArea } from '../../ui/inputs/field.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import type { Finding } from './findings-model.ts';

interface AcceptDialogProps {
  readonly findings: readonly [Finding, ...Finding[]];
  readonly onClose: () => void;
}

function reopen(findings: readonly Finding[]): void {
  for (const finding of findings) void act('findings.reopen', { findingId: finding.id });
}

/** Accepting takes a reason: the next person must see why it is fine as it is. */
export function AcceptDialog({ findings, onClose }: AcceptDialogProps) {
  const [first] = findings;
  const [typed, setTyped] = useState('');
  const reason = typed.trim();
  const accept = async () => {
    for (const finding of findings) {
      const answer = await call('findings.accept', { findingId: finding.id, reason });
      if (!answer.ok) return explain(answer.error);
    }
    showToast({
      kind: 'done',
      text: `${formatCount(findings.length, 'finding')} accepted.`,
      action: { label: 'Undo', run: () => reopen(findings) },
    });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={
        findings.length === 1 ? 'Accept this finding' : `Accept ${formatCount(findings.length, 'finding')}`
      }
      size="small"
      confirm="Accept"
      keys="Ctrl ↵"
      isDisabled={reason === ''}
      problemAt="field"
      send={accept}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p>{findings.length === 1 ? first.title : first.group}</p>
          <TextArea
            label="Why it is fine as it is"
            rows={3}
            value={typed}
            onChange={setTyped}
            problem={form.problem}
            autoFocus
            hint="It stays accepted until what the documents say there changes."
          />
        </>
      )}
    </FormDialog>
  );
}
