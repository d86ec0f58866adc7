import { useState } from 'react';
import { explain } from '../../bridge/failure-messages.ts';
import { call } from '../../bridge/hooks.ts';
import { readTerms, type TermsForm } from '../../domains/readiness/add/evidence-form.ts';
import { TermsFields } from '../../domains/readiness/add/terms-fields.tsx';
import type { Evidence } from '../../domains/readiness/evidence-labels.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';

interface ChangeTermsDialogProps {
  readonly piece: Evidence;
  readonly onClose: () => void;
}

/** Tier, freshness and note of a piece; what it points to is another piece. */
export function ChangeTermsDialog({ piece, onClose }: ChangeTermsDialogProps) {
  const [form, setForm] = useState<TermsForm>({
    tier: piece.tier,
    freshDays: piece.freshDays === null ? '' : String(piece.freshDays),
    note: piece.note,
  });
  const { terms, problems } = readTerms(form);
  const send = async () => {
    if (terms === null) return null;
    const answer = await call('evidence.change', { evidenceId: piece.id, ...terms });
    if (!answer.ok) return explain(answer.error);
    showToast({ kind: 'done', text: `Changed: ${piece.where}.` });
    onClose();
    return null;
  };
  return (
    <FormDialog title="Change evidence" confirm="Save" send={send} onClose={onClose}>
      {() => (
        <>
          <p>
            {piece.where} for “{piece.itemTitle}”.
          </p>
          <TermsFields
            terms={form}
            problems={problems}
            onChange={(part) => setForm((before) => ({ ...before, ...part }))}
          />
        </>
      )}
    </FormDialog>
  );
}
