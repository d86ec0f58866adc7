import type { ParsedDocument, ParsedItem } from '../../../../core/domain/trackers/model.ts';

/**
 * True when nothing that changed from `base` to `mine` can be found in `theirs`: whoever wrote `theirs` started from
 * `base` or earlier (an editor that was open all the time) and would overwrite our changes without having seen them.
 */
export function changesUnseenBy(base: ParsedDocument, mine: ParsedDocument, theirs: ParsedDocument): boolean {
  const inBase = byAddress(base);
  const inTheirs = byAddress(theirs);
  let changed = 0;
  for (const item of mine.items) {
    const before = inBase.get(item.address);
    const there = inTheirs.get(item.address);
    if (before === undefined) {
      if (there !== undefined) return false;
      changed += 1;
      continue;
    }
    for (const field of item.fields) {
      const old = before.fields.find((candidate) => candidate.name === field.name);
      if (old === undefined || old.raw === field.raw) continue;
      changed += 1;
      if (there?.fields.find((candidate) => candidate.name === field.name)?.raw === field.raw) return false;
    }
  }
  const inMine = byAddress(mine);
  // A row that is gone on both sides shows nothing: they may have renamed what we renamed.
  for (const item of base.items) if (!inMine.has(item.address) && inTheirs.has(item.address)) changed += 1;
  return changed > 0 ? true : linesUnseen(base.text, mine.text, theirs.text);
}

/** For prose and metadata, which are no items: none of the lines we wrote is there. */
function linesUnseen(base: string, mine: string, theirs: string): boolean {
  const known = new Set(base.split(/\r?\n/));
  const own = mine.split(/\r?\n/).filter((line) => line.trim() !== '' && !known.has(line));
  const there = new Set(theirs.split(/\r?\n/));
  return own.length > 0 && own.every((line) => !there.has(line));
}

function byAddress(doc: ParsedDocument): ReadonlyMap<string, ParsedItem> {
  return new Map(doc.items.map((item) => [item.address, item]));
}
