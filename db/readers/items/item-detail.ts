import { itemShownAt } from '../../../core/domain/trackers/identity/item-at.ts';
import type { ParsedDocument, ParsedItem } from '../../../core/domain/trackers/model.ts';
import { placesOfItem, shownItem } from '../../../core/domain/trackers/places/shown-items.ts';
import type { ItemDetail } from '../../../core/domain/trackers/rows/item-detail.ts';
import type { ItemState } from '../../../core/domain/trackers/vocabulary/states.ts';
import { legalMoves } from '../../../core/domain/trackers/vocabulary/vocabulary.ts';
import type { ItemId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { HISTORY_SOURCE, NEWEST_FIRST, REVISION_ACTOR } from '../../records/item-history.ts';
import { sameItems } from '../../records/item-join.ts';
import { readTracker } from '../../records/tracker.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { itemEvidence } from '../fleet/item-evidence.ts';
import { currentDocument } from '../tracker-views.ts';
import { itemRow } from './item-rows.ts';

const HISTORY_SHOWN = 200;
const CHILDREN_SHOWN = 500;

/** Everything the side panel shows of one item, or null when it is not in the workspace. */
export function itemDetail(db: WorkspaceDb, id: string): ItemDetail | null {
  const row = itemRow(db.read, id);
  if (row === null) return null;
  const document = currentDocument(db, row.trackerId);
  const parsed = document === null ? null : itemShownAt(document, row.address);
  return {
    row,
    raw: parsed === null || document === null ? '' : rawOf(document, parsed),
    folder: folderOf(readTracker(db.read, row.trackerId)?.relativePath ?? ''),
    places: parsed === null || document === null ? [] : severalPlaces(document, parsed),
    ...wordsOf(document, parsed),
    children: childrenOf(db.read, row.id),
    history: historyOf(db.read, row.id),
    dependsOn: dependenciesOf(db.read, row.id),
    evidence: itemEvidence(db.read, row.trackerId, row.id),
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function rawOf(document: ParsedDocument, { span }: ParsedItem): string {
  return document.text.slice(span.start, span.end);
}

function severalPlaces(document: ParsedDocument, item: ParsedItem): ItemDetail['places'] {
  const places = placesOfItem(document, item);
  if (places.length === 1) return [];
  return places.map((place) => ({
    sectionTitle: document.sections[place.section]?.title ?? '',
    line: place.line,
    status: place.status,
    raw: rawOf(document, place),
  }));
}

function wordsOf(
  document: ParsedDocument | null,
  parsed: ParsedItem | null,
): Pick<ItemDetail, 'moves' | 'vocabulary'> {
  const item = document === null || parsed === null ? null : shownItem(document, parsed);
  const vocabulary = document?.vocabularies.find((one) => one.id === item?.vocabulary);
  if (vocabulary === undefined || item === null) return { moves: [], vocabulary: [] };
  const shape = ({ word, state }: { word: string; state: ItemState }) => ({ word, state });
  return {
    moves: item.status === null ? [] : legalMoves(vocabulary, item.status).map(shape),
    vocabulary: vocabulary.words.map(shape),
  };
}

function childrenOf(read: Reader, id: ItemId): ItemDetail['children'] {
  return read.all<ItemDetail['children'][number]>(
    'SELECT id, title, state, status FROM item WHERE parent_id = ? ORDER BY position LIMIT ?',
    id,
    CHILDREN_SHOWN,
  );
}

function historyOf(read: Reader, id: ItemId): ItemDetail['history'] {
  return read.all<ItemDetail['history'][number]>(
    `SELECT r.at, ${REVISION_ACTOR} AS actor, ${HISTORY_SOURCE} AS source, h.field, h.label, h.before, h.after
     FROM item_history h JOIN revision r ON r.id = h.revision_id LEFT JOIN actor a ON a.id = r.actor_id
     WHERE h.item_id IN (SELECT value FROM json_each(?)) ORDER BY ${NEWEST_FIRST} LIMIT ?`,
    JSON.stringify(sameItems(read, id)),
    HISTORY_SHOWN,
  );
}

function dependenciesOf(read: Reader, id: ItemId): ItemDetail['dependsOn'] {
  return read.all<ItemDetail['dependsOn'][number]>(
    `SELECT d.id, d.title FROM item i, json_each(i.depends_on) e JOIN item d ON d.id = e.value
     WHERE i.id = ? ORDER BY e.key`,
    id,
  );
}
