import { z } from 'zod';
import { parked, setAside } from '../../../core/domain/sync/verdict.ts';
import { verificationSource, verifyingDevice } from '../../../core/domain/sync/verification-events.ts';
import { Millis } from '../../../core/kernel/time.ts';
import { verificationJson } from '../../json-columns.ts';
import { EVENT_KINDS } from '../../reducers/apply-event.ts';
import { readEventOf } from '../../tables/event.ts';
import { appendVerification, isOutdated } from '../readiness/verifications.ts';
import { aheadOf } from './clock-ahead.ts';
import { APPLIED, type Ingest, REPEATED, type ReceiveCheck } from './ingestion.ts';

/** How a verification travels: its event, word for word. */
const VerificationEnvelope = z.object({
  source: z.string(),
  sourceId: z.string().regex(/^vf_[A-Za-z0-9_-]{1,64}$/u),
  kind: z.string(),
  at: Millis,
  payload: z.string(),
});

/** What another device found: written at once, whether the evidence is here or not. */
export function ingestVerification(check: ReceiveCheck): Ingest {
  return (ingestion, envelope, isNew) => {
    const parsed = VerificationEnvelope.safeParse(envelope);
    if (!parsed.success) return setAside('form.broken', parsed.error.issues[0]?.message ?? '');
    const { source, sourceId, kind, at, payload } = parsed.data;
    const device = verifyingDevice(source);
    if (device === null) return setAside('form.broken', 'its source names no device');
    // Asked first: who sent it is only known while it comes, and it may have to wait.
    const verdict = isNew ? check.note(device) : null;
    if (verdict !== null && verdict.kind !== 'accepted') return verdict;
    if (kind !== EVENT_KINDS.verified) return parked('kind.unknown', kind);
    const read = verificationJson.read(payload);
    if (!read.ok)
      return read.error.code === 'json.newer'
        ? parked('kind.unknown', read.error.message)
        : setAside('form.broken', read.error.message);
    const { tx } = ingestion;
    const known = readEventOf(tx.db, verificationSource(device), sourceId);
    const written = verificationJson.write(read.value);
    if (known !== null) return known.payload === written ? REPEATED : setAside('id.reused', sourceId);
    const ahead = aheadOf(at, tx.now);
    if (ahead !== null) return ahead;
    if (isOutdated(tx, read.value.evidence, device, at, sourceId)) return REPEATED;
    appendVerification(tx, { device, sourceId, at, record: read.value });
    return APPLIED;
  };
}
