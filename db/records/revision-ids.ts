import { hash } from 'node:crypto';
import { type RevisionRecord, revisionText } from '../../core/domain/trackers/history/revision-record.ts';
import { ConflictId, EventId, ItemId, RevisionId, type TrackerId } from '../../core/kernel/ids.ts';

function digest(text: string, characters: number): string {
  return hash('sha256', text, 'base64url').slice(0, characters);
}

export function revisionIdOf(record: RevisionRecord): RevisionId {
  return RevisionId.parse(`rv_${digest(revisionText(record), 32)}`);
}

/** The id of an item first seen in a text: devices that read the same text agree on it. */
export function firstSeenItemId(trackerId: TrackerId, content: string, address: string): ItemId {
  return ItemId.parse(`it_${digest(`${trackerId}\n${content}\n${address}`, 20)}`);
}

/**
 * The id of an item that this version finds in a text and the device that recorded the text did not name: made of its
 * address alone, so that it stays the same from text to text.
 */
export function unlistedItemId(trackerId: TrackerId, address: string): ItemId {
  return firstSeenItemId(trackerId, '', address);
}

export function conflictIdOf(parents: readonly RevisionId[], place: string, field: string): ConflictId {
  return ConflictId.parse(`co_${digest([...parents, place, field].join('\n'), 20)}`);
}

export function eventIdOf(source: string, sourceId: string): EventId {
  return EventId.parse(`ev_${digest(`${source}\n${sourceId}`, 16)}`);
}
