import { describe, expect, it } from 'vitest';
import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { applySplices } from '../../../core/domain/trackers/text/text.ts';
import { ConflictId, RevisionId, TrackerId } from '../../../core/kernel/ids.ts';
import type { ConflictSide } from '../../../db/records/conflict.ts';
import { resolutionOf } from '../../../main/engine/services/conflicts/resolution.ts';

const base = `---
owner: Ilse
---
# Plan

Some words about the plan.

| Task | Status | Notes |
|---|---|---|
| Sweep | todo | a |
| Paint | todo | b |
`;

/** Merges two rewrites of the base and gives the conflict as it would be kept. */
function conflict(earlier: (text: string) => string, later: (text: string) => string) {
  const merged = mergeThreeWay(parseTracker(base), parseTracker(earlier(base)), parseTracker(later(base)));
  const [found] = merged.conflicts;
  if (found === undefined) throw new Error('no conflict');
  const record = {
    ...found,
    id: ConflictId.parse('co_1'),
    trackerId: TrackerId.parse('tr_1'),
    revisionId: RevisionId.parse('rv_3'),
    itemId: null,
    title: '',
    earlierRevision: RevisionId.parse('rv_1'),
    laterRevision: RevisionId.parse('rv_2'),
    at: 0,
    resolvedKeep: null,
    resolvedAt: null,
    resolvedBy: null,
  };
  const { address } = found;
  const keep = (side: ConflictSide, since: (text: string) => string = (text) => text): string => {
    const text = since(merged.text);
    const doc = parseTracker(text);
    const known = doc.items.some((item) => item.address === address);
    const resolution = resolutionOf(doc, record, known ? address : null, side);
    return typeof resolution === 'string' ? resolution : applySplices(text, resolution.splices);
  };
  return { merged: merged.text, keep };
}

const swap = (from: string, to: string) => (text: string) => text.replace(from, to);

describe('choosing a side of a conflict', () => {
  it('puts the chosen value of a field into the text, or leaves it where it stands already', () => {
    const { merged, keep } = conflict(swap('| todo | b', '| done | b'), swap('| todo | b', '| blocked | b'));
    expect(keep('later')).toBe(merged);
    expect(keep('earlier')).toBe(swap('| todo | b', '| done | b')(base));
  });

  it('does so for metadata', () => {
    const { keep } = conflict(swap('Ilse', 'Ruth'), swap('Ilse', 'Teo'));
    expect(keep('earlier')).toContain('owner: Ruth\n');
    expect(keep('later')).toContain('owner: Teo\n');
  });

  it('deletes the row that one side wanted gone, or keeps the changed one', () => {
    const { merged, keep } = conflict(swap('| Paint | todo | b |\n', ''), swap('| todo | b', '| done | b'));
    expect(merged).toContain('| Paint | done | b |');
    expect(keep('later')).toBe(merged);
    expect(keep('earlier')).toBe(swap('| Paint | todo | b |\n', '')(base));
  });

  it('overwrites no value or row that was written since', () => {
    const status = conflict(swap('| todo | b', '| done | b'), swap('| todo | b', '| blocked | b'));
    expect(status.keep('earlier', swap('| blocked | b', '| started | b'))).toBe('written-since');
    const owner = conflict(swap('Ilse', 'Ruth'), swap('Ilse', 'Teo'));
    expect(owner.keep('earlier', swap('Teo', 'Ben'))).toBe('written-since');
    const row = conflict(swap('| Paint | todo | b |\n', ''), swap('| todo | b', '| done | b'));
    expect(row.keep('earlier', swap('| done | b', '| done | with two coats'))).toBe('written-since');
  });

  it('leaves one of two texts that were both kept', () => {
    const { merged, keep } = conflict(swap('Some words', 'My words'), swap('Some words', 'Their words'));
    expect(merged).toContain('My words');
    expect(merged).toContain('Their words');
    expect(keep('earlier')).toBe(swap('Some words', 'My words')(base));
    expect(keep('later')).toBe(swap('Some words', 'Their words')(base));
  });
});
