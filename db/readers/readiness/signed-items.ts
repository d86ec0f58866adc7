import type { Digest, VerificationResult } from '../../../core/domain/readiness/evidence.ts';
import { locatorText } from '../../../core/domain/readiness/locator-text.ts';
import type { EvidenceNow, SignedItem } from '../../../core/domain/readiness/signoff/differences.ts';
import type { SignedEvidence, SignedFields } from '../../../core/domain/readiness/signoff/statement.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import type { EvidenceId, ItemId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { fieldsJson, guardJson, type StoredField } from '../../json-columns.ts';
import { readEvidence } from '../../records/readiness/evidence.ts';
import { digestOf } from '../../records/readiness/signoff.ts';

const NOTHING: SignedItem = { fields: null, evidence: [] };

/**
 * What these items and their evidence say now, by the id that an item is shown under. `aliases`: every id that one of them
 * has or had, with the one it is shown under.
 */
export function signedItems(
  read: Reader,
  aliases: ReadonlyMap<ItemId, ItemId>,
  now: number,
): (shown: ItemId) => SignedItem {
  const fields = fieldsOf(read, aliases);
  const evidence = evidenceOf(read, aliases, now);
  return (shown) =>
    fields.has(shown) || evidence.has(shown)
      ? { fields: fields.get(shown) ?? null, evidence: evidence.get(shown) ?? [] }
      : NOTHING;
}

function fieldsOf(read: Reader, aliases: ReadonlyMap<ItemId, ItemId>): Map<ItemId, SignedFields> {
  const rows = read.all<{ id: ItemId; title: string; fields: string }>(
    `SELECT i.id, i.title, i.fields FROM item i JOIN tracker t ON t.id = i.tracker_id
     WHERE i.id IN (SELECT value FROM json_each(?)) AND i.place_of IS NULL AND t.removed_at IS NULL`,
    JSON.stringify([...new Set(aliases.values())]),
  );
  return new Map(rows.map(({ id, title, fields }) => [id, signedFields(title, fieldsJson.read(fields))]));
}

/** What a signature covers of an item. */
export function signedFields(
  title: string,
  fields: readonly Pick<StoredField, 'name' | 'value'>[],
): SignedFields {
  const value = (name: string): string | null => fields.find((one) => one.name === name)?.value ?? null;
  return { name: value('name') ?? title, owner: value('owner'), date: value('date'), notes: value('notes') };
}

interface Piece {
  readonly id: EvidenceId;
  readonly itemId: ItemId;
  readonly digest: Digest | null;
  readonly measured: number;
  readonly guard: string | null;
}

function evidenceOf(
  read: Reader,
  aliases: ReadonlyMap<ItemId, ItemId>,
  now: number,
): Map<ItemId, EvidenceNow[]> {
  const ids = JSON.stringify([...aliases.keys()]);
  const found = lastFound(read, ids, now);
  const byItem = new Map<ItemId, EvidenceNow[]>();
  const pieces = read.all<Piece>(
    `SELECT id, item_id AS itemId, digest, json_extract(locator, '$.d.measure') IS NOT NULL AS measured, guard FROM evidence
     WHERE withdrawn_at IS NULL AND item_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    ids,
  );
  for (const { id, itemId, digest, measured, guard } of pieces) {
    const shown = aliases.get(itemId) ?? itemId;
    const list = byItem.get(shown);
    const held = measured === 1 ? { guard: guardDigest(guard) } : {};
    const piece = { id, digest, ...held, found: found.get(id) ?? null };
    if (list === undefined) byItem.set(shown, [piece]);
    else list.push(piece);
  }
  return byItem;
}

/** One of a newer version is what its text is. */
function guardDigest(stored: string | null): Digest | null {
  if (stored === null) return null;
  const guard = guardJson.read(stored);
  if (!guard.ok) return digestOf(stored);
  const { from: _where, ...held } = guard.value;
  return digestOf(held);
}

/** What the newest look that saw each piece came to, where that is something else than was added. Of the group SQLite gives the columns of the row with the maximum. */
function lastFound(read: Reader, itemIds: string, now: number): Map<EvidenceId, 'gone' | 'other'> {
  const rows = read.all<{ id: EvidenceId; result: VerificationResult }>(
    `SELECT v.evidence_id AS id, v.result, v.digest, max(v.at) AS at FROM evidence e
     JOIN verification v ON v.evidence_id = e.id
     WHERE e.withdrawn_at IS NULL AND e.digest IS NOT NULL AND e.item_id IN (SELECT value FROM json_each(?))
       AND v.result <> 'unreachable' AND v.at <= ? GROUP BY v.evidence_id
     HAVING v.result = 'missing' OR v.digest <> e.digest`,
    itemIds,
    now + MAX_DRIFT_MS,
  );
  return new Map(rows.map(({ id, result }) => [id, result === 'missing' ? 'gone' : 'other']));
}

/** As a signature names it. */
export function signedEvidence({ evidence }: SignedItem): SignedEvidence {
  return evidence.map(({ found: _found, ...piece }) => piece);
}

/** What a person calls a piece of evidence. */
export function evidenceName(read: Reader): (id: EvidenceId) => string {
  return (id) => {
    const piece = readEvidence(read, id);
    return piece === null ? id : locatorText(piece.locator);
  };
}
