import { EntityKind } from '../../../core/domain/entity-kinds.ts';
import { MAX_DRIFT_MS, parseHlc } from '../../../core/kernel/hlc.ts';
import { patchJson, ReceivedOp, signingText } from '../../../core/kernel/op.ts';
import { applyOp } from '../../reducers/apply-op.ts';
import { type OpRow, readOp } from '../../tables/op.ts';
import { type Outcome, type Take, UNKNOWN_KIND } from './receipt.ts';

/** One decision made elsewhere: checked, then written and applied as it is. */
export const takeOp: Take = (receipt, envelope) => {
  const parsed = ReceivedOp.safeParse(envelope);
  if (!parsed.success) return { setAside: 'form.broken', detail: parsed.error.issues[0]?.message ?? '' };
  const op = parsed.data;
  const { tx } = receipt;
  const stamp = parseHlc(op.hlc);
  if (stamp === null || stamp.device !== op.device) {
    return { setAside: 'form.broken', detail: `its stamp ${op.hlc} is not one of its device` };
  }
  const known = readOp(tx.db, op.id, op.hlc);
  if (known !== null) return sameAs(known, op);
  const ahead = stamp.millis - tx.now;
  if (ahead > MAX_DRIFT_MS) return { park: 'clock.ahead', detail: `${ahead} ms` };
  const kind = EntityKind.safeParse(op.entity.kind);
  if (!kind.success) return { park: UNKNOWN_KIND, detail: op.entity.kind };
  const verdict = receipt.check.op(op);
  if (verdict !== 'ok') return verdict;
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
  if (kind.data === 'tracker') receipt.came(op.entity.id);
  return 'applied';
};

function sameAs(known: OpRow, op: ReceivedOp): Outcome {
  const patch = patchJson.read(known.patch);
  const text = patch.ok
    ? signingText({ ...known, entity: { kind: known.kind, id: known.entityId }, patch: patch.value })
    : '';
  if (text === signingText(op) && known.signature === op.signature) return 'repeated';
  return { setAside: 'id.reused', detail: known.id };
}
