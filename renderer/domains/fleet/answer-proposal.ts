import type { RowOf } from '../../../core/contract/index.ts';
import { act } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { caps } from '../../ui/keys/platform.ts';

export type Proposal = RowOf<'proposals.list'>;

async function undo(step: number): Promise<void> {
  const done = await act('trackers.undo', { trackerId: null, steps: [step] });
  if (done !== null) showToast({ kind: 'info', text: done.summary });
}

/** Makes the edit in the document, as the person who accepts; it can be undone like any edit. */
export async function acceptProposal(proposal: Proposal): Promise<void> {
  const done = await act('proposals.accept', { proposalId: proposal.id });
  if (done === null) return;
  const { summary, step } = done;
  const keys = caps('$mod+z').join(' ');
  showToast({
    kind: 'done',
    text: summary,
    action: step === null ? undefined : { label: 'Undo', keys, run: () => void undo(step) },
  });
}

export async function dismissProposal(proposal: Proposal): Promise<void> {
  const done = await act('proposals.dismiss', { proposalId: proposal.id });
  if (done !== null) showToast({ kind: 'done', text: `Dismissed. “${proposal.itemTitle}” stays as it is.` });
}
