import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { decode } from '../../core/domain/trackers/text/text.ts';
import { givenFile } from './given-files.ts';

const wanted = {
  'platform-convergence-status.md': {
    'programme milestones': 5,
    workstreams: 5,
    'workstream milestones': 20,
    'acceptance rows': 5,
    'change-log entries': 52,
  },
  'completion-plan.md': {
    phases: 6,
    tasks: 25,
    'done criteria': 20,
    'global exit criteria': 6,
    'execution order': 6,
    'open gaps': 4,
  },
  'milestones.md': { versions: 3, phases: 23, accomplishments: 19, statistics: 10, deferred: 10 },
  'phase-readiness.md': {
    statuses: 5,
    transitions: 7,
    'snapshot phases': 5,
    'completed baseline': 10,
    'open items': 6,
  },
};

const documentOf = (name: string) => {
  const file = givenFile(name);
  if (file === undefined) throw new Error(`${name} was not given`);
  return parseTracker(decode(file.bytes), { fileName: name });
};

const childrenPerParent = (name: string, parent: string, kind: string) => {
  const doc = documentOf(name);
  const parents = doc.items.filter((item) => item.kind === parent);
  return parents.map(
    (item) => doc.items.filter((child) => child.parent === item.address && child.kind === kind).length,
  );
};

describe('the documents the built-in profiles were made for', () => {
  for (const [name, counts] of Object.entries(wanted)) {
    describe.runIf(givenFile(name) !== undefined)(`the document ${name}`, () => {
      it('is recognised exactly', () => expect(documentOf(name).counts).toMatchObject(counts));
    });
  }

  describe.runIf(givenFile('completion-plan.md') !== undefined)('the completion plan', () => {
    it('tells what each phase holds', () => {
      expect(childrenPerParent('completion-plan.md', 'phase', 'task')).toEqual([4, 4, 4, 4, 4, 5]);
      expect(childrenPerParent('completion-plan.md', 'phase', 'criterion')).toEqual([3, 3, 3, 3, 3, 5]);
    });
  });

  describe.runIf(givenFile('milestones.md') !== undefined)('the milestones', () => {
    it('tell what each version holds', () => {
      expect(childrenPerParent('milestones.md', 'version', 'phase')).toEqual([8, 8, 7]);
      expect(childrenPerParent('milestones.md', 'version', 'accomplishment')).toEqual([6, 7, 6]);
      expect(childrenPerParent('milestones.md', 'version', 'statistic')).toEqual([3, 4, 3]);
      expect(childrenPerParent('milestones.md', 'version', 'deferred')).toEqual([1, 4, 5]);
    });
  });
});
