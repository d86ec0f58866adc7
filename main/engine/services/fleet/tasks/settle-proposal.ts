import type { Initiator } from '../../../../../core/domain/fleet/initiators.ts';
import type { Proposal } from '../../../../../core/domain/fleet/state.ts';
import type { ItemRow } from '../../../../../core/domain/trackers/rows/item-rows.ts';
import { isFinished } from '../../../../../core/domain/trackers/vocabulary/states.ts';
import type { ProposalId } from '../../../../../core/kernel/ids.ts';
import { done, fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { proposalAnswer } from '../../../../../db/readers/fleet/proposals.ts';
import { itemDetail } from '../../../../../db/readers/item-detail.ts';
import { itemRow } from '../../../../../db/readers/item-rows.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';
import type { Service, ServiceContexts } from '../../../handlers.ts';
import { editTracker } from '../../trackers/edit-tracker.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/**
 * Makes the edit as the person who accepts, then settles the proposal: a stop in between leaves it open with its status
 * reached, and accepting once more settles it without an edit.
 */
export const acceptProposal: Service<FleetDeps, 'proposals.accept'> = (fleet, { proposalId }, acting) => {
  return fleet.queue.run(proposalId, async () => {
    const found = openProposal(fleet, proposalId);
    if (!found.ok) return found;
    const { itemId, trackerId, statusWhenDone } = found.value.link;
    const row = itemRow(fleet.db.read, itemId);
    if (row === null || row.trackerId !== trackerId) {
      return fail(
        'item.not-found',
        'The item of this proposal is not in its tracker any more. Nothing was changed; dismiss the proposal, or restore the item.',
        { itemId },
      );
    }
    const edited = await makeEdit(fleet, row, statusWhenDone, acting);
    if (!edited.ok) return edited;
    const settled = await settle(fleet, proposalId, acting.by, 'accepted');
    return settled.ok ? edited : settled;
  });
};

export const dismissProposal: Service<FleetDeps, 'proposals.dismiss'> = (fleet, { proposalId }, { by }) => {
  return fleet.queue.run(proposalId, async () => {
    const found = openProposal(fleet, proposalId);
    if (!found.ok) return found;
    return done(await settle(fleet, proposalId, by, 'dismissed'));
  });
};

async function makeEdit(
  fleet: FleetDeps,
  row: ItemRow,
  status: string | null,
  acting: ServiceContexts['operator'],
): Promise<Result<{ readonly summary: string }>> {
  const has = row.status?.toLowerCase() === status?.toLowerCase();
  if (status === null || has)
    return ok({
      summary: `${row.title} is ${row.status ?? 'without status'} already; nothing had to be edited.`,
    });
  const { trackerId, id: itemId } = row;
  const edit = editFor(fleet.db, row, status);
  return editTracker(
    fleet,
    { trackerId, edits: [{ kind: 'set-field', itemId, ...edit }], log: null, actorId: null },
    acting,
  );
}

/** A box is ticked, a status is set by its word. */
function editFor(
  db: WorkspaceDb,
  row: ItemRow,
  status: string,
): { readonly field: string; readonly value: string } {
  const carrier = row.fields.find(({ kind }) => kind === 'status');
  const box = row.fields.find(({ kind }) => kind === 'check');
  if (carrier !== undefined || box === undefined) return { field: carrier?.name ?? 'status', value: status };
  const wanted = itemDetail(db, row.id)?.vocabulary.find(
    ({ word }) => word.toLowerCase() === status.toLowerCase(),
  );
  return { field: box.name, value: String(wanted !== undefined && isFinished(wanted.state)) };
}

function openProposal(
  { view, hubs, db }: FleetDeps,
  proposalId: ProposalId,
): Result<Proposal, 'proposal.not-found' | 'proposal.settled'> {
  const open = view.now.proposals.get(proposalId);
  if (open !== undefined) return ok(open);
  const answer = proposalAnswer(db.read, hubs.own.id, proposalId);
  return answer === null
    ? fail('proposal.not-found', 'There is no such proposal. Nothing was changed.', { proposalId })
    : fail('proposal.settled', `This proposal was ${answer} before. Nothing was changed.`, {
        proposalId,
        answer,
      });
}

async function settle(
  { commands }: FleetDeps,
  proposalId: ProposalId,
  by: Initiator,
  answer: 'accepted' | 'dismissed',
): Promise<Result<unknown>> {
  return commands.run({ type: 'proposal.settle', by, proposalId, answer });
}
