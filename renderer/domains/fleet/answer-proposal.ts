import type { RowOf } from '../../../core/contract/index.ts';
import { act } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { undoAction } from '../../bridge/undo-action.ts';
import { showToast } from '../../ui/feedback/toast.tsx';

export type Proposal = RowOf<'proposals.list'>;

/** Makes the edit in the document, as the person who accepts; it can be undone like any edit. */
export async function acceptProposal(proposal: Proposal): Promise<void> {
  const done = await act('proposals.accept', { proposalId: proposal.id });
  sayDone(done, undoAction(done?.step ?? null));
}

export async function dismissProposal(proposal: Proposal): Promise<void> {
  const done = await act('proposals.dismiss', { proposalId: proposal.id });
  if (done !== null) showToast({ kind: 'done', text: `Dismissed. “${proposal.itemTitle}” stays as it is.` });
}
