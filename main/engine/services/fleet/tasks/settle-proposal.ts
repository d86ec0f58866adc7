import type { Proposal } from '../../../../../core/domain/fleet/state.ts';
import type { ItemRow } from '../../../../../core/domain/trackers/rows/item-rows.ts';
import { isFinished } from '../../../../../core/domain/trackers/vocabulary/states.ts';
import type { ProposalId } from '../../../../../core/kernel/ids.ts';
import { done, fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { hasWaitingAnswer } from '../../../../../db/readers/deliveries.ts';
import { proposalAnswer } from '../../../../../db/readers/fleet/proposals.ts';
import { itemDetail } from '../../../../../db/readers/items/item-detail.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import type { NewDelivery } from '../../../../../db/records/delivery.ts';
import { addDeliveries } from '../../../../../db/usecases/deliveries.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';
import type { Service, ServiceContexts } from '../../../handlers.ts';
import { editAndSend } from '../../trackers/edits/edit-tracker.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { hubAnswer, orderFor, sendOne, waiting } from '../hub-commands.ts';

/**
 * Makes the edit as the person who accepts, and tells the hub: what tells it is written with the edit's intent and sent
 * by the commit that confirms the edit, so that neither is without the other, whatever stops in between.
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
    const { by } = acting;
    const order = orderFor(fleet, { type: 'proposal.settle', by, proposalId, answer: 'accepted' });
    const edited = await makeEdit(fleet, row, statusWhenDone, acting, order);
    if (!edited.ok) return edited;
    const settled = await hubAnswer(fleet, order.id);
    if (settled.ok) return edited;
    // The edit stands, and the hub is told of it: nothing is left for the person to do.
    if (settled.error.code === 'hub.waiting')
      return ok({
        summary: `${edited.value.summary} The hub has not confirmed yet; it is told by itself.`,
        step: edited.value.step,
      });
    return settled;
  });
};

export const dismissProposal: Service<FleetDeps, 'proposals.dismiss'> = (fleet, { proposalId }, { by }) => {
  return fleet.queue.run(proposalId, async () => {
    const found = openProposal(fleet, proposalId);
    if (!found.ok) return found;
    return done(await sendOne(fleet, { type: 'proposal.settle', by, proposalId, answer: 'dismissed' }));
  });
};

async function makeEdit(
  fleet: FleetDeps,
  row: ItemRow,
  status: string | null,
  acting: ServiceContexts['operator'],
  order: NewDelivery,
): Promise<Result<{ readonly summary: string; readonly step: number | null }>> {
  const has = row.status?.toLowerCase() === status?.toLowerCase();
  if (status === null || has) {
    const kept = addDeliveries(fleet.db, [order]);
    return kept.ok
      ? ok({
          summary: `${row.title} is ${row.status ?? 'without status'} already; nothing had to be edited.`,
          step: null,
        })
      : kept;
  }
  const { trackerId, id: itemId } = row;
  const edit = editFor(fleet.db, row, status);
  return editAndSend(
    fleet,
    { trackerId, edits: [{ kind: 'set-field', itemId, ...edit }], log: null, actorId: null },
    acting.actorId,
    [order],
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
  fleet: FleetDeps,
  proposalId: ProposalId,
): Result<Proposal, 'proposal.not-found' | 'proposal.settled' | 'hub.waiting'> {
  const { view, hubs, db } = fleet;
  if (hasWaitingAnswer(db.read, proposalId)) return waiting(null);
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
