import { accepted } from '../../../core/domain/sync/verdict.ts';
import { getContent } from '../../../db/contents/content-store.ts';
import { readRevision } from '../../../db/records/revision.ts';
import type { ReceiveCheck } from '../../../db/usecases/receive/ingestion.ts';
import { receiveOps, receiveRevisions } from '../../../db/usecases/receive/receive.ts';
import { afterReceiving } from '../../../main/engine/services/trackers/observe-file.ts';
import { type Device, must } from './device.ts';
import { outgoingNotes, outgoingOps, outgoingRevisions } from './outgoing.ts';
import type { Random } from './random-steps.ts';

const trustsAll: ReceiveCheck = { op: () => accepted, note: () => accepted };

type Piece =
  | { readonly kind: 'op'; readonly op: unknown }
  | { readonly kind: 'note'; readonly note: unknown }
  | { readonly kind: 'revision'; readonly revision: unknown; readonly bytes: Uint8Array };

/**
 * Gives one device what another has. With a source of randomness: in any order, in pieces, not all of it, and brought
 * together in between; without: everything at once. Answers how much was new.
 */
export async function exchange(from: Device, to: Device, random: Random | null): Promise<number> {
  if (from === to) return 0;
  const pieces = piecesOf(from);
  if (random === null) return deliver(to, pieces, pieces);
  const order = shuffled(pieces, random);
  const share = random.below(3) === 0 ? random.below(order.length + 1) : order.length;
  let applied = 0;
  const late: Piece[] = [];
  for (let at = 0; at < share; ) {
    const some = order.slice(at, Math.min(share, at + 1 + random.below(order.length)));
    at += some.length;
    // The bytes of a revision may come after it.
    const withBytes = some.filter(() => random.below(4) > 0);
    late.push(...some.filter((piece) => !withBytes.includes(piece)));
    applied += await deliver(to, some, withBytes);
  }
  return applied + (await deliver(to, [], late));
}

function piecesOf({ db }: Device): Piece[] {
  const all = db.clockState.seq;
  return [
    ...outgoingOps(db.read, 0, all, all).map((op): Piece => ({ kind: 'op', op })),
    ...outgoingNotes(db.read, 0, all).map((note): Piece => ({ kind: 'note', note })),
    ...outgoingRevisions(db.read, 0, all).map((revision): Piece => {
      const hash = readRevision(db.read, revision.id)?.hash ?? '';
      const bytes = getContent(db.read, hash);
      if (bytes === null) throw new Error(`no text of ${revision.id}`);
      return { kind: 'revision', revision, bytes };
    }),
  ];
}

async function deliver(to: Device, pieces: readonly Piece[], withBytes: readonly Piece[]): Promise<number> {
  const ops = must(
    receiveOps(
      to.db,
      pieces.flatMap((one) => (one.kind === 'op' ? [one.op] : [])),
      trustsAll,
    ),
  );
  const texts = must(
    receiveRevisions(
      to.db,
      {
        revisions: pieces.flatMap((one) => (one.kind === 'revision' ? [one.revision] : [])),
        notes: pieces.flatMap((one) => (one.kind === 'note' ? [one.note] : [])),
        contents: withBytes.flatMap((one) => (one.kind === 'revision' ? [one.bytes] : [])),
      },
      trustsAll,
    ),
  );
  await afterReceiving(to.deps, [...new Set([...ops.trackers, ...texts.trackers])]);
  return ops.applied + texts.applied;
}

function shuffled<One>(list: readonly One[], random: Random): One[] {
  const left = [...list];
  return list.flatMap(() => left.splice(random.below(left.length), 1));
}
