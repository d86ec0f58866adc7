import { hash } from 'node:crypto';
import type { RevisionConflict } from '../../../core/domain/trackers/history/revision-record.ts';
import { carriedItems } from '../../../core/domain/trackers/identity/carried.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../core/domain/trackers/text/text.ts';
import type { RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import { getContent } from '../../contents/content-store.ts';
import type { Writer } from '../../handle.ts';
import type { MigrationStep } from './migration-step.ts';
import {
  type OldConflict,
  type OldEntry,
  type OldIntent,
  oldEntries,
  oldIntents,
  oldItemIds,
  oldRestorePoints,
} from './old-log.ts';
import { type ChainedRevision, type ChainText, TextChain } from './text-chain.ts';

interface Converted {
  /** The place in the log that the revision takes: of the event it was, or of the op that changed the reading. */
  readonly seq: number;
  readonly revision: ChainedRevision;
  readonly note: {
    readonly at: number;
    readonly cause: string;
    readonly actorId: string | null;
    readonly summary: string;
    readonly correlation: string;
  };
}

/**
 * Rewrites what the logs of schema 4 say of texts: revisions become a graph (here a chain), conflicts part of the merge
 * they belong to, restore points name revisions by id. Items of the current texts keep their ids.
 */
export const historyStep: MigrationStep = (db) => {
  const device = db.value<string>('SELECT device_id FROM workspace');
  if (device === null) return () => undefined;
  const entries = oldEntries(db);
  const intents = oldIntents(db);
  const points = oldRestorePoints(db);
  const chains = new Map<TrackerId, TextChain>();
  const numbers = new Map<string, RevisionId>();
  const converted = convert(db, entries, chains, numbers);
  return () => {
    replaceEvents(db, device, entries, converted);
    for (const { seq, point } of points) {
      const revisions = point.revisions.flatMap(({ trackerId, sequence }) => {
        const revisionId = numbers.get(`${trackerId} ${sequence}`);
        return revisionId === undefined ? [] : [{ trackerId, revisionId }];
      });
      db.run('UPDATE event SET payload = ? WHERE seq = ?', versioned({ ...point, revisions }), seq);
    }
    nameSides(db);
    for (const intent of intents) insertIntent(db, intent, chains.get(intent.trackerId));
    holdFiles(db, chains);
  };
};

function convert(
  db: Writer,
  entries: readonly OldEntry[],
  chains: Map<TrackerId, TextChain>,
  numbers: Map<string, RevisionId>,
): Converted[] {
  const readings = new Map<TrackerId, ChainText['reading']>();
  const itemIds = oldItemIds(db);
  const lastOf = new Map<TrackerId, number>();
  for (const entry of entries) if (entry.kind === 'revision') lastOf.set(entry.revision.trackerId, entry.seq);
  const conflicts = conflictsByRevision(entries);
  const converted: Converted[] = [];
  for (const entry of entries) {
    if (entry.kind === 'conflict') continue;
    const trackerId = entry.kind === 'revision' ? entry.revision.trackerId : entry.trackerId;
    const chain = chains.get(trackerId) ?? new TextChain(trackerId, (content) => getContent(db, content));
    chains.set(trackerId, chain);
    const reading = readings.get(trackerId) ?? { profile: 'generic', mapping: null };
    const isLast = (lastOf.get(trackerId) ?? 0) <= entry.seq;
    const ids = (isLast ? itemIds.get(trackerId) : undefined) ?? new Map();
    if (entry.kind === 'revision') {
      const {
        hash: content,
        bytes,
        carried = {},
        cause,
        actorId,
        summary,
        correlation,
        sequence,
      } = entry.revision;
      const revision = chain.add({
        hash: content,
        bytes,
        reading,
        eventId: entry.eventId,
        carried: new Map(Object.entries(carried)),
        ids,
        conflicts: (conflicts.get(entry.seq) ?? []).map(newConflict),
      });
      numbers.set(`${trackerId} ${sequence}`, revision.id);
      converted.push({
        seq: entry.seq,
        revision,
        note: { at: entry.at, cause, actorId, summary, correlation },
      });
      continue;
    }
    const next = { ...reading, ...entry.reading };
    readings.set(trackerId, next);
    const last = chain.last?.record;
    if (last === undefined || JSON.stringify(next) === JSON.stringify(last.reading)) continue;
    const { content, bytes } = last;
    const eventId = `op:${entry.seq}`;
    const revision = chain.add({
      hash: content,
      bytes,
      reading: next,
      eventId,
      carried: new Map(),
      ids,
      conflicts: [],
    });
    const { at, actorId, seq } = entry;
    const summary = `Read as "${next.profile}".`;
    converted.push({
      seq,
      revision,
      note: { at, cause: 'reading', actorId, summary, correlation: `cr_${seq}` },
    });
  }
  return converted;
}

/** A merge wrote its revision and right after it its conflicts. */
function conflictsByRevision(entries: readonly OldEntry[]): ReadonlyMap<number, readonly OldConflict[]> {
  const last = new Map<TrackerId, number>();
  const conflicts = new Map<number, OldConflict[]>();
  for (const entry of entries) {
    if (entry.kind === 'revision') last.set(entry.revision.trackerId, entry.seq);
    const seq = entry.kind === 'conflict' ? last.get(entry.conflict.trackerId) : undefined;
    if (entry.kind !== 'conflict' || seq === undefined) continue;
    conflicts.set(seq, [...(conflicts.get(seq) ?? []), entry.conflict]);
  }
  return conflicts;
}

function newConflict(old: OldConflict): RevisionConflict {
  const { id, itemId, address, title, field, base, mine, theirs, rule, kept } = old;
  const both = { earlier: mine.value, later: theirs.value };
  return { id, itemId, address, title, field, base, ...both, rule, kept: kept === 'both' ? 'both' : 'later' };
}

/** Revisions keep their places in the log; the notes on them come last, where they are read from as well. */
function replaceEvents(
  db: Writer,
  device: string,
  entries: readonly OldEntry[],
  converted: readonly Converted[],
): void {
  for (const { kind, seq } of entries) if (kind !== 'reading') db.run('DELETE FROM event WHERE seq = ?', seq);
  for (const { seq, revision } of converted) {
    insertEvent(
      db,
      { seq, source: 'revision', sourceId: revision.id, kind: 'tracker.revision', at: 0 },
      revision.record,
    );
  }
  let seq = db.value<number>('SELECT seq FROM clock_state') ?? 0;
  for (const { revision, note } of converted) {
    seq += 1;
    const sourceId = `${revision.id}:${device}`;
    const place = { seq, source: 'revision-note', sourceId, kind: 'tracker.observed', at: note.at };
    insertEvent(db, place, { revision: revision.id, device, author: null, ...note }, 1);
  }
  db.run('UPDATE clock_state SET seq = ?', seq);
}

function insertEvent(
  db: Writer,
  event: { seq: number; source: string; sourceId: string; kind: string; at: number },
  payload: unknown,
  version = 2,
): void {
  const name = hash('sha256', `${event.source}\n${event.sourceId}`, 'base64url').slice(0, 16);
  db.run(
    'INSERT INTO event (seq, id, source, source_id, kind, at, payload) VALUES (?, ?, ?, ?, ?, ?, ?)',
    event.seq,
    `ev_${name}`,
    event.source,
    event.sourceId,
    event.kind,
    event.at,
    versioned(payload, version),
  );
}

function versioned(value: unknown, version = 2): string {
  return JSON.stringify({ v: version, d: value });
}

/** What was "mine" is the side that was there first: the file's text was found later. */
function nameSides(db: Writer): void {
  for (const [old, side] of [
    ['mine', 'earlier'],
    ['theirs', 'later'],
  ] as const) {
    db.run(
      `UPDATE op SET patch = json_set(patch, '$.d.resolved.value', ?)
       WHERE entity_kind = 'conflict' AND patch ->> '$.d.resolved.value' = ?`,
      side,
      old,
    );
  }
}

function insertIntent(db: Writer, old: OldIntent, chain: TextChain | undefined): void {
  const { last = null, document = null } = chain ?? {};
  const target = getContent(db, old.targetHash);
  if (chain === undefined || last === null || document === null || target === null) return;
  const { reading } = last.record;
  const splices: { start: number; end: number; insert: string }[] = JSON.parse(old.splices);
  const after = parseTracker(decode(target), reading);
  const { id, record } = chain.draft({
    hash: old.targetHash,
    bytes: target.length,
    reading,
    eventId: old.id,
    carried: carriedItems(document, after, splices.length === 0 ? null : splices),
    ids: new Map(),
    conflicts: [],
  });
  db.run(
    `INSERT INTO intent (id, tracker_id, cause, correlation, actor_id, summary, base_hash, target_hash, revision_id,
       draft, undo_from, step_id, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    old.id,
    old.trackerId,
    old.cause,
    old.correlation,
    old.actorId,
    old.summary,
    old.baseHash,
    old.targetHash,
    id,
    versioned(record),
    old.baseHash,
    old.stepId,
    old.openedAt,
  );
}

/** Schema 4 knew the file of a tracker to say its newest text, until it was read again. */
function holdFiles(db: Writer, chains: ReadonlyMap<TrackerId, TextChain>): void {
  for (const [trackerId, { last }] of chains) {
    if (last === null) continue;
    db.run(
      `INSERT INTO tracker_file (tracker_id, state, note, checked_at, held_revision)
       SELECT id, 'in-step', NULL, 0, ? FROM tracker WHERE id = ? AND path IS NOT NULL
       ON CONFLICT DO UPDATE SET held_revision = excluded.held_revision`,
      last.id,
      trackerId,
    );
  }
}
