import type { RowPatch, WireRow } from './wire.ts';

/** Equality of JSON-like values; a missing key equals an undefined one, as on the wire. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index += 1) {
      if (!sameValue(a[index], b[index])) return false;
    }
    return true;
  }
  const left = new Map<string, unknown>(Object.entries(a));
  const right = new Map<string, unknown>(Object.entries(b));
  for (const [key, value] of left) {
    if (!sameValue(value, right.get(key))) return false;
  }
  for (const [key, value] of right) {
    if (value !== undefined && !left.has(key)) return false;
  }
  return true;
}

/** What turns `before` into `after`, or null when nothing differs. Ids are unique within each list. */
export function diffRows(before: readonly WireRow[], after: readonly WireRow[]): RowPatch | null {
  const known = new Map(before.map((row) => [row.id, row]));
  const wanted = new Set(after.map((row) => row.id));
  const removes = before.filter((row) => !wanted.has(row.id)).map((row) => row.id);
  const upserts = after.filter((row) => {
    const old = known.get(row.id);
    return old === undefined || !sameValue(old, row);
  });
  // Where rows end up when no order is given: surviving rows in their old order, then new ones as they come.
  const landed = before.filter((row) => wanted.has(row.id)).map((row) => row.id);
  for (const row of after) if (!known.has(row.id)) landed.push(row.id);
  const moved = landed.some((id, index) => after[index]?.id !== id);
  if (removes.length === 0 && upserts.length === 0 && !moved) return null;
  return moved ? { upserts, removes, order: after.map((row) => row.id) } : { upserts, removes };
}

/** `diffRows` played back. Untouched rows keep their identity. Null when the patch does not fit these rows. */
export function applyPatch(rows: readonly WireRow[], patch: RowPatch): readonly WireRow[] | null {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const id of patch.removes) {
    if (!byId.delete(id)) return null;
  }
  for (const row of patch.upserts) byId.set(row.id, row);
  if (patch.order === undefined) return [...byId.values()];
  const ordered: WireRow[] = [];
  for (const id of patch.order) {
    const row = byId.get(id);
    if (row === undefined) return null;
    ordered.push(row);
  }
  return ordered.length === byId.size ? ordered : null;
}

/** Fresh rows, with the old object wherever it says the same: memoised screens then draw nothing twice. */
export function keepIdentity(before: readonly WireRow[], after: readonly WireRow[]): readonly WireRow[] {
  const known = new Map(before.map((row) => [row.id, row]));
  const kept = after.map((row) => {
    const old = known.get(row.id);
    return old !== undefined && sameValue(old, row) ? old : row;
  });
  const same = kept.length === before.length && kept.every((row, index) => row === before[index]);
  return same ? before : kept;
}
