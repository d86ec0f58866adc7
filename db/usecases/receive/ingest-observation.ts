import { z } from 'zod';
import { gateDevice } from '../../../core/domain/sync/gate-events.ts';
import { sloDevice } from '../../../core/domain/sync/slo-events.ts';
import { parked, setAside } from '../../../core/domain/sync/verdict.ts';
import { verifyingDevice } from '../../../core/domain/sync/verification-events.ts';
import type { DeviceId } from '../../../core/kernel/ids.ts';
import { Millis } from '../../../core/kernel/time.ts';
import type { VersionedJson } from '../../../core/kernel/versioned-json.ts';
import { gateRunJson, sloReadingJson, verificationJson } from '../../json-columns.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { readEventOf } from '../../tables/event.ts';
import type { Transaction } from '../../transaction.ts';
import { appendRun, isOutdatedRun } from '../readiness/gate-runs.ts';
import { appendReading, isOutdatedReading } from '../readiness/slo-values.ts';
import { appendVerification, isOutdated } from '../readiness/verifications.ts';
import { aheadOf } from './clock-ahead.ts';
import { APPLIED, type Ingest, type Outcome, REPEATED, type ReceiveCheck } from './ingestion.ts';

/** How what a device observed travels: its event, word for word. */
const Envelope = z.object({
  source: z.string(),
  sourceId: z.string().regex(/^(?:vf|gr|sv)_[A-Za-z0-9_-]{1,61}$/u),
  kind: z.string(),
  at: Millis,
  payload: z.string(),
});
type Envelope = z.output<typeof Envelope>;

/** What another device found of evidence, of a gate or of an objective: written at once, whether that is here or not. */
export function ingestObservation(check: ReceiveCheck): Ingest {
  return ({ tx }, envelope, isNew) => {
    const parsed = Envelope.safeParse(envelope);
    if (!parsed.success) return setAside('form.broken', parsed.error.issues[0]?.message ?? '');
    const { source } = parsed.data;
    const verifying = verifyingDevice(source);
    const running = gateDevice(source);
    const device = verifying ?? running ?? sloDevice(source);
    if (device === null) return setAside('form.broken', 'its source names no device');
    // Asked first: who sent it is only known while it comes, and it may have to wait.
    const verdict = isNew ? check.note(device) : null;
    if (verdict !== null && verdict.kind !== 'accepted') return verdict;
    if (verifying !== null) return takeVerification(tx, parsed.data, verifying);
    return running === null ? takeReading(tx, parsed.data, device) : takeRun(tx, parsed.data, running);
  };
}

function takeVerification(tx: Transaction, envelope: Envelope, device: DeviceId): Outcome {
  const read = readNew(tx, envelope, EVENT_KINDS.verified, verificationJson);
  if (!('value' in read)) return read;
  const { sourceId, at } = envelope;
  if (isOutdated(tx, read.value.evidence, device, at, sourceId)) return REPEATED;
  appendVerification(tx, { device, sourceId, at, record: read.value });
  return APPLIED;
}

function takeRun(tx: Transaction, envelope: Envelope, device: DeviceId): Outcome {
  const read = readNew(tx, envelope, EVENT_KINDS.gateRan, gateRunJson);
  if (!('value' in read)) return read;
  const { sourceId, at } = envelope;
  const { report } = read.value;
  if (report.run_id !== sourceId) return setAside('form.broken', 'its report is of another run');
  if (isOutdatedRun(tx, report.gate.id, device, at, sourceId)) return REPEATED;
  appendRun(tx, { device, at, record: read.value });
  return APPLIED;
}

function takeReading(tx: Transaction, envelope: Envelope, device: DeviceId): Outcome {
  const read = readNew(tx, envelope, EVENT_KINDS.sloRead, sloReadingJson);
  if (!('value' in read)) return read;
  const { sourceId, at } = envelope;
  if (isOutdatedReading(tx, read.value, device, at, sourceId)) return REPEATED;
  appendReading(tx, { device, id: sourceId, at, reading: read.value });
  return APPLIED;
}

/** What an event says that is not in the log yet and that this version can read; else what becomes of it. */
function readNew<Value>(
  tx: Transaction,
  { source, sourceId, kind, at, payload }: Envelope,
  known: string,
  json: VersionedJson<Value>,
): { readonly value: Value } | Outcome {
  if (kind !== known) return parked('kind.unknown', kind);
  const read = json.read(payload);
  if (!read.ok)
    return read.error.code === 'json.newer'
      ? parked('kind.unknown', read.error.message)
      : setAside('form.broken', read.error.message);
  const before = readEventOf(tx.db, source, sourceId);
  if (before !== null)
    return before.payload === json.write(read.value) ? REPEATED : setAside('id.reused', sourceId);
  return aheadOf(at, tx.now) ?? { value: read.value };
}
