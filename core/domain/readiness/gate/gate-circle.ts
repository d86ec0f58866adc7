import type { GateDocument } from './gate-document.ts';

/** A way from a gate through those it asks back to one of them; null where there is none. */
export function gateCircle(
  document: GateDocument,
  gates: ReadonlyMap<string, GateDocument | null>,
): readonly string[] | null {
  const safe = new Set<string>();
  const walk = (one: GateDocument, path: readonly string[]): readonly string[] | null => {
    for (const criterion of one.criteria) {
      if (!('gate' in criterion)) continue;
      const { id } = criterion.gate;
      if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
      const next = id === document.gate ? document : gates.get(id);
      if (next === undefined || next === null || safe.has(id)) continue;
      const circle = walk(next, [...path, id]);
      if (circle !== null) return circle;
    }
    safe.add(one.gate);
    return null;
  };
  return walk(document, [document.gate]);
}
