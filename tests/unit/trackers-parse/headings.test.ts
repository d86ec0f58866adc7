import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';

const read = (heading: string) => {
  const [item] = parseTracker(`# Harbour plan\n\n## ${heading}\n\nText.\n`, { fileName: 'plan.md' }).items;
  return item === undefined ? null : `${item.title} | ${item.status ?? ''} | ${item.state ?? ''}`;
};

describe('a heading that states a status at its end', () => {
  it.each([
    ['P8: Berth map — DONE', 'P8: Berth map | DONE | done'],
    ['P8: Berth map — IN PROGRESS', 'P8: Berth map | IN PROGRESS | active'],
    ['Phase 2: Quay - done', 'Phase 2: Quay | done | done'],
    ['Crane — hoist and hook — BLOCKED', 'Crane — hoist and hook | BLOCKED | blocked'],
    ['Phase 3: Rails 🔄 IN PROGRESS (17%)', 'Phase 3: Rails | 🔄 IN PROGRESS | active'],
    ['Phase 4: Lamps 🎯 PLANNED', 'Phase 4: Lamps | 🎯 PLANNED | planned'],
    ['Task 0.1: Fix the gate (100% complete)', 'Task 0.1: Fix the gate | 100% complete | done'],
    ['Phase 5: Complete', 'Phase 5 | Complete | done'],
  ])('%s states it whatever else its name is cut by', (heading, said) => {
    expect(read(heading)).toBe(said);
  });

  it.each([
    'P8: Berth map',
    'Crane — hoist and hook',
    'Berths: co-op - east side',
    'Batch 10: Verification',
    'Phase 5 — Testing',
    '✅ Success criteria',
    '✅ 完成标准',
    '🚫 禁止',
    '🔄 Update log',
  ])('%s states none', (heading) => {
    expect(read(heading)).toBeNull();
  });

  it('takes no state from a sentence behind "Status:" nor from a part that describes it', () => {
    const text =
      '# Plan\n\n## Risks\n\n**Status:** The crane was ordered to prevent this\n\n## Problem description\n\n**Status:** open\n';
    expect(parseTracker(text).items).toEqual([]);
  });
});
