import { EntityKind } from '../../../core/domain/entity-kinds.ts';
import { parked, setAside } from '../../../core/domain/sync/verdict.ts';
import { actorArrival } from '../../../core/domain/sync/verify-op.ts';
import { parseHlc } from '../../../core/kernel/hlc.ts';
import { patchJson, ReceivedOp, signingText } from '../../../core/kernel/op.ts';
import { applyOp } from '../../reducers/apply-op.ts';
import { type OpRow, readOp } from '../../tables/op.ts';
import { aheadOf } from './clock-ahead.ts';
import { APPLIED, type Ingest, type Outcome, REPEATED, type ReceiveCheck } from './ingestion.ts';
import { reviewActor } from './review-actor.ts';
import { untrueToItsName } from './true-to-its-name.ts';

/** One decision made elsewhere: checked, then written and applied as it is. */
export function ingestOp(check: ReceiveCheck): Ingest {
  return (ingestion, envelope) => {
    const parsed = ReceivedOp.safeParse(envelope);
    if (!parsed.success) return setAside('form.broken', parsed.error.issues[0]?.message ?? '');
    const op = parsed.data;
    const { tx } = ingestion;
    const stamp = parseHlc(op.hlc);
    if (stamp === null || stamp.device !== op.device)
      return setAside('form.broken', `its stamp ${op.hlc} is not one of its device`);
    const known = readOp(tx.db, op.id, op.hlc);
    if (known !== null) return sameAs(known, op);
    const ahead = aheadOf(stamp.millis, tx.now);
    if (ahead !== null) return ahead;
    const kind = EntityKind.safeParse(op.entity.kind);
    if (!kind.success) return parked('kind.unknown', op.entity.kind);
    const untrue = untrueToItsName(op);
    if (untrue !== null) return setAside('form.broken', untrue);
    const verdict = check.op(op);
    if (verdict.kind !== 'accepted') return verdict;
    tx.see(stamp);
    const row: OpRow = {
      seq: tx.nextSeq(),
      id: op.id,
      hlc: op.hlc,
      device: op.device,
      actor: op.actor,
      correlation: op.correlation,
      kind: kind.data,
      entityId: op.entity.id,
      patch: patchJson.write(op.patch),
      signature: op.signature,
    };
    tx.logOp(row);
    applyOp(tx, row);
    if (kind.data === 'actor' || kind.data === 'device') ingestion.keysChanged = true;
    if (kind.data === 'tracker') ingestion.arrived(op.entity.id);
    if (kind.data === 'actor') {
      ingestion.arrived(actorArrival(op.entity.id));
      reviewActor(ingestion, check, op.entity.id);
    }
    return APPLIED;
  };
}

function sameAs(known: OpRow, op: ReceivedOp): Outcome {
  const patch = patchJson.read(known.patch);
  const text = patch.ok
    ? signingText({ ...known, entity: { kind: known.kind, id: known.entityId }, patch: patch.value })
    : '';
  return text === signingText(op) && known.signature === op.signature
    ? REPEATED
    : setAside('id.reused', known.id);
}
