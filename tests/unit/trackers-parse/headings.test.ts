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
  ])('%s states it whatever else its name is cut by', (heading, said) => {
    expect(read(heading)).toBe(said);
  });

  it.each(['P8: Berth map', 'Crane — hoist and hook', 'Berths: co-op - east side'])(
    '%s states none',
    (heading) => {
      expect(read(heading)).toBeNull();
    },
  );
});
