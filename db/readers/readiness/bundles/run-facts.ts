import type { BundledEvidence } from '../../../../core/domain/readiness/bundle/manifest.ts';
import type { Digest, EvidenceState, Verification } from '../../../../core/domain/readiness/evidence.ts';
import { evidenceState } from '../../../../core/domain/readiness/evidence-state.ts';
import type { GateReport } from '../../../../core/domain/readiness/gate/report.ts';
import type { Lineage } from '../../../../core/domain/readiness/lineage/lineage.ts';
import {
  type EvidenceSource,
  type ItemSource,
  lineageOf,
  type RevisionSource,
  type SignoffSource,
} from '../../../../core/domain/readiness/lineage/lineage-of.ts';
import { locatorText } from '../../../../core/domain/readiness/locator-text.ts';
import { canonicalJson } from '../../../../core/kernel/canonical-json.ts';
import type { EvidenceId, ItemId, RevisionId, TrackerId } from '../../../../core/kernel/ids.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import type { Json } from '../../../../core/kernel/versioned-json.ts';
import type { Reader } from '../../../handle.ts';
import { sameItems } from '../../../records/item-join.ts';
import {
  EVIDENCE_COLUMNS,
  type EvidenceFacts,
  type EvidenceRecord,
  evidenceOf,
} from '../../../records/readiness/evidence.ts';
import { DECISIVE, shownItemOf } from '../evidence-list.ts';
import { knownGates } from '../gates/gate-documents.ts';
import { digestOf } from '../gates/gate-facts.ts';
import { findRun } from '../gates/gate-list.ts';
import { type NamedSignoff, signoffsNamed } from './named-signoffs.ts';

/** A piece of evidence as a run judged it. */
export interface JudgedPiece {
  readonly record: EvidenceRecord;
  readonly itemTitle: string;
  readonly state: EvidenceState;
  readonly found: (Verification & { readonly at: number }) | null;
}

export interface RunFacts {
  readonly report: GateReport;
  readonly reportText: string;
  readonly lineage: Lineage;
  readonly pieces: readonly JudgedPiece[];
  readonly signoffs: readonly NamedSignoff[];
  /** The gate in its canonical form; null where it is another version by now. */
  readonly gate: string | null;
}

/** What a run was judged by, as it was known when it was made; null where the run is not kept here. */
export function runFacts(read: Reader, runId: string): RunFacts | null {
  const run = findRun(read, runId);
  if (run === null) return null;
  const { report } = run.record;
  const at = Date.parse(report.generated_at);
  const signoffs = signoffsNamed(read, new Set(report.checks.flatMap((check) => check.signoffs)));
  const pieces = piecesAt(
    read,
    new Set([
      ...report.checks.flatMap(({ evidence }) => evidence),
      ...signoffs.flatMap(({ given }) => given.statement.evidence.map(({ id }) => id)),
    ]),
    at,
  );
  const reportText = canonicalJson(plain(report));
  const lineage = lineageOf(report, {
    evidence: new Map(pieces.map((piece) => [piece.record.id, sourceOf(piece)])),
    signoffs: new Map(signoffs.map((one) => [one.id, signoffSource(read, one)])),
    items: itemsAt(read, new Set(report.checks.flatMap(({ items }) => items)), at),
    reportDigest: digestOf(reportText),
  });
  return { report, reportText, lineage, pieces, signoffs, gate: gateText(read, report) };
}

function gateText(read: Reader, { gate }: GateReport): string | null {
  const document = knownGates(read).find(({ id }) => id === gate.id)?.document ?? null;
  const text = document === null ? null : canonicalJson(plain(document));
  return text !== null && digestOf(text) === gate.version ? text : null;
}

/** As it is written: what is not said is not there. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

type Row = EvidenceFacts & {
  readonly result: Verification['result'] | null;
  readonly says: string | null;
  readonly found: Digest | null;
  readonly commit: string | null;
  readonly at: number | null;
};

function piecesAt(read: Reader, ids: ReadonlySet<EvidenceId>, at: number): readonly JudgedPiece[] {
  const titles = new Map<ItemId, string>();
  return read
    .all<Row>(
      `SELECT ${EVIDENCE_COLUMNS}, v.result, v.says, v.digest AS found, v.commit_id AS "commit", v.at
       FROM json_each(?) wanted JOIN evidence e ON e.id = wanted.value LEFT JOIN verification v ON ${DECISIVE}
       ORDER BY e.id`,
      JSON.stringify([...ids]),
      at,
      at,
    )
    .flatMap(({ result, says, found, commit, at: seenAt, ...facts }) => {
      const record = evidenceOf(facts);
      if (record === null) return [];
      const itemTitle = titles.get(record.itemId) ?? shownItemOf(read, record.itemId).itemTitle;
      titles.set(record.itemId, itemTitle);
      const verification =
        result === null || says === null || seenAt === null
          ? null
          : { result, says, digest: found, commit, at: seenAt };
      return [
        { record, itemTitle, found: verification, state: evidenceState(verification, record.freshDays, at) },
      ];
    });
}

function sourceOf({ record, state, found }: JudgedPiece): EvidenceSource {
  return {
    title: locatorText(record.locator),
    state,
    digest: found?.digest ?? record.digest,
    commit: found?.commit ?? null,
  };
}

function signoffSource(read: Reader, { by, given }: NamedSignoff): SignoffSource {
  const { role, revision: id, evidence } = given.statement;
  const found = read.get<StoredRevision>(`${REVISION} WHERE r.id = ?`, id);
  const revision =
    found === null ? { id, title: 'Text as it was signed', digest: null } : revisionSource(found);
  return { title: `Signed by ${by} (${role})`, revision, evidence: evidence.map((piece) => piece.id) };
}

/** Each item with the newest version of its text that was known at a moment. */
function itemsAt(read: Reader, ids: ReadonlySet<ItemId>, at: number): ReadonlyMap<ItemId, ItemSource> {
  const revisions = new Map<TrackerId, ItemSource['revision']>();
  return new Map(
    [...ids].map((id) => {
      const { itemTitle } = shownItemOf(read, id);
      const tracker = trackerOf(read, id);
      if (tracker === null) return [id, { title: itemTitle, revision: null }];
      const revision = revisions.get(tracker) ?? revisionAt(read, tracker, at);
      revisions.set(tracker, revision);
      return [id, { title: itemTitle, revision }];
    }),
  );
}

/** Also of one that left the text since. */
function trackerOf(read: Reader, id: ItemId): TrackerId | null {
  const ids = JSON.stringify(sameItems(read, id));
  return (
    read.value<TrackerId>(
      'SELECT tracker_id FROM item WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1',
      ids,
    ) ??
    read.value<TrackerId>(
      `SELECT r.tracker_id FROM item_removal m JOIN revision r ON r.id = m.revision_id
       WHERE m.item_id IN (SELECT value FROM json_each(?)) ORDER BY m.item_id LIMIT 1`,
      ids,
    )
  );
}

function revisionAt(read: Reader, tracker: TrackerId, at: number): ItemSource['revision'] {
  const found = read.get<StoredRevision>(
    `${REVISION} WHERE r.tracker_id = ? AND r.at <= ? ORDER BY r.sequence DESC LIMIT 1`,
    tracker,
    at,
  );
  return found === null ? null : revisionSource(found);
}

interface StoredRevision {
  readonly id: RevisionId;
  readonly tracker: string;
  readonly at: number;
  readonly digest: Digest;
}

const REVISION = `SELECT r.id, t.name AS tracker, r.at, r.hash AS digest
  FROM revision r JOIN tracker t ON t.id = r.tracker_id`;

function revisionSource({ id, tracker, at, digest }: StoredRevision): RevisionSource {
  return { id, title: `${tracker}, as of ${utcMinute(at)} UTC`, digest };
}

/** As a bundle lists it. `member`: where its file goes. */
export function bundledPiece(
  { record, itemTitle, state, found }: JudgedPiece,
  member: string | null,
): BundledEvidence {
  return {
    id: record.id,
    item: record.itemId,
    item_title: itemTitle,
    type: record.type,
    where: locatorText(record.locator),
    locator: record.locator,
    tier: record.tier,
    state,
    verified_at: found === null ? null : new Date(found.at).toISOString(),
    says: found?.says ?? '',
    commit: found?.commit ?? null,
    digest: found?.digest ?? record.digest,
    member,
  };
}
