import { join } from 'node:path';
import { accepted } from '../../../../core/domain/sync/verdict.ts';
import { mergeThreeWay } from '../../../../core/domain/trackers/merge/merge.ts';
import { mergeBase } from '../../../../core/domain/trackers/merge/revisions/merge-base.ts';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';
import { encode } from '../../../../core/domain/trackers/text/text.ts';
import { DeviceId, type RevisionId, type TrackerId } from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { getContent } from '../../../../db/contents/content-store.ts';
import { headsOf, parentsOf, type RevisionRow, readRevision } from '../../../../db/records/revision.ts';
import { comparedColumns, PROJECTION_TABLES } from '../../../../db/tables/projections.ts';
import { insertWorkspace } from '../../../../db/tables/workspace.ts';
import type { ReceiveCheck } from '../../../../db/usecases/receive/ingestion.ts';
import { receiveOps, receiveRevisions } from '../../../../db/usecases/receive/receive.ts';
import { recordRevision } from '../../../../db/usecases/revisions.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { outgoingNotes, outgoingOps, outgoingRevisions } from '../../../support/devices/outgoing.ts';
import { must, openTestDatabase, type TestClock, tempFolder, testClock } from '../open-workspace.ts';

export const TRUSTS_ALL: ReceiveCheck = { op: () => accepted, note: () => accepted };

export interface Device {
  readonly name: string;
  readonly db: WorkspaceDb;
  readonly clock: TestClock;
}

/** A device of one workspace: a database of its own with ids and a clock of its own. */
export function openDevice(name: string, seed: number, start?: number): Device {
  const clock = testClock(start);
  const db = openTestDatabase(join(tempFolder(), 'workspace.sqlite'), clock, seed);
  must(
    db.write('full', (tx) => {
      const deviceId = DeviceId.parse(`de_${name}`);
      insertWorkspace(tx.db, { id: 'ws_shared', deviceId, createdAt: tx.now, place: null });
      return ok(null);
    }),
  );
  return { name, db, clock };
}

/** One entry of a device's logs, as it is sent. */
export type Sent =
  | { readonly kind: 'op'; readonly op: unknown }
  | { readonly kind: 'note'; readonly note: unknown }
  | { readonly kind: 'revision'; readonly revision: { readonly id: string; readonly payload: string } }
  | { readonly kind: 'content'; readonly bytes: Uint8Array };

/** Everything a device knows. */
export function sentBy({ db }: Device): Sent[] {
  const all = db.clockState.seq;
  const revisions = outgoingRevisions(db.read, 0, all);
  const hashes = new Set(db.read.column<string>('SELECT DISTINCT hash FROM revision'));
  return [
    ...outgoingOps(db.read, 0, all, all).map((op): Sent => ({ kind: 'op', op })),
    ...outgoingNotes(db.read, 0, all).map((note): Sent => ({ kind: 'note', note })),
    ...revisions.map((revision): Sent => ({ kind: 'revision', revision })),
    ...[...hashes].map((hash): Sent => {
      const bytes = getContent(db.read, hash);
      if (bytes === null) throw new Error('no content');
      return { kind: 'content', bytes };
    }),
  ];
}

/** Hands entries over one by one, in the order given. */
export function deliver({ db }: Device, sent: readonly Sent[]): void {
  const none = { revisions: [], notes: [], contents: [] };
  const waiting: Uint8Array[] = [];
  for (const entry of sent) {
    if (entry.kind === 'op') must(receiveOps(db, [entry.op], TRUSTS_ALL));
    if (entry.kind === 'note') must(receiveRevisions(db, { ...none, notes: [entry.note] }, TRUSTS_ALL));
    if (entry.kind === 'content') {
      waiting.push(entry.bytes);
      must(receiveRevisions(db, { ...none, contents: [entry.bytes] }, TRUSTS_ALL));
    }
    if (entry.kind === 'revision') {
      must(receiveRevisions(db, { ...none, revisions: [entry.revision], contents: waiting }, TRUSTS_ALL));
    }
  }
}

/** Makes one text of the heads of a tracker's history, two at a time. */
export function mergeAll({ db }: Device, trackerId: TrackerId): void {
  for (;;) {
    const [one, other] = headsOf(db.read, trackerId);
    if (one === undefined || other === undefined) return;
    mergeTwo(db, trackerId, one, other);
  }
}

export function mergeTwo(
  db: WorkspaceDb,
  trackerId: TrackerId,
  earlier: RevisionRow,
  later: RevisionRow,
): RevisionId {
  const documentOf = (id: string) => {
    const row = readRevision(db.read, id);
    const bytes = row === null ? null : getContent(db.read, row.hash);
    if (row === null || bytes === null) throw new Error(`no revision ${id}`);
    return parseTracker(Buffer.from(bytes).toString('utf8'), row.reading);
  };
  const read = (text: string) => parseTracker(text, later.reading);
  const base =
    mergeBase({ parentsOf: parentsOf(db.read), documentOf, read }, earlier.id, later.id) ?? read('');
  const merged = mergeThreeWay(base, documentOf(earlier.id), documentOf(later.id));
  const conflicts = merged.conflicts.map(({ label, ...conflict }) => ({ ...conflict, title: label }));
  return must(
    recordRevision(db, {
      trackerId,
      bytes: encode(merged.text),
      cause: 'merge',
      actorId: null,
      summary: 'Merged',
      parents: [earlier.id, later.id],
      reading: later.reading,
      merge: { sides: { earlier: earlier.id, later: later.id }, conflicts },
    }),
  ).revisionId;
}

/** Columns that only say in which order things came to this device. */
const LOCAL: ReadonlySet<string> = new Set(['revision.sequence', 'tracker.sequence']);

/** What a device's tables say, its own order aside. */
export function tablesOf({ db }: Pick<Device, 'db'>): Record<string, unknown[]> {
  return Object.fromEntries(
    PROJECTION_TABLES.map(({ name, key }) => {
      const columns = comparedColumns(db.read, name).filter((column) => !LOCAL.has(`${name}.${column}`));
      return [name, db.read.all(`SELECT ${columns.join(', ')} FROM ${name} ORDER BY ${key.join(', ')}`)];
    }),
  );
}
