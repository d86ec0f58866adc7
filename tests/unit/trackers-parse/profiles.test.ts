import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { rankProfiles } from '../../../core/domain/trackers/profiles/choose.ts';
import { Profile } from '../../../core/domain/trackers/profiles/profile.ts';
import { findProfile, profiles } from '../../../core/domain/trackers/profiles/registry.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { itemAt, readFixture, valuesOf } from './fixture.ts';

describe('a programme status', () => {
  const doc = readFixture('harbour-status.md');

  it('has milestones, workstreams, acceptance rows and a change log', () => {
    expect(doc.profile).toBe('platform-status');
    expect(doc.counts).toEqual({
      'programme milestones': 2,
      workstreams: 2,
      'workstream milestones': 3,
      'acceptance rows': 2,
      'change-log entries': 2,
    });
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('reads a row with its id, date, status and escaped notes', () => {
    const row = itemAt(doc, 'program-milestones/M1');
    expect(row).toMatchObject({
      kind: 'milestone',
      status: 'in-progress',
      state: 'active',
      guess: false,
      line: 19,
    });
    expect(valuesOf(row)).toEqual({
      name: 'M1 Quay walls',
      date: '2026-05-08',
      status: 'in-progress',
      notes: 'WS1 carries the risk | see WS2.',
    });
  });

  it('lets milestones and acceptance rows belong to their workstream', () => {
    const stream = itemAt(doc, 'ws1-quay-engineering/WS1');
    expect(stream).toMatchObject({ kind: 'workstream', carrier: 'heading', state: null });
    expect(itemAt(doc, '/pile-tests-north-south').parent).toBe(stream.address);
    expect(itemAt(doc, 'snapshot/WS1').parent).toBe(stream.address);
    expect(doc.text.slice(stream.span.start, stream.span.end)).toMatch(
      /^### WS1[\s\S]*Undeclared word\. \|\n\n$/u,
    );
  });

  it('uses the status key that stands nearest', () => {
    expect(itemAt(doc, 'snapshot/WS2')).toMatchObject({ state: 'planned', guess: false });
    const words = doc.vocabularies.find(
      (entry) => entry.id === itemAt(doc, 'snapshot/WS2').vocabulary,
    )?.words;
    expect(words?.map((entry) => entry.word)).toEqual(['met', 'partial', 'not-yet-verified']);
  });

  it('shows an undeclared word as a guess', () => {
    expect(itemAt(doc, '/cap-beams-cast')).toMatchObject({ status: 'waiting for steel', guess: true });
    expect(doc.guesses).toEqual([
      { line: 28, what: '"waiting for steel" is not among the declared status words' },
    ]);
  });

  it('knows its metadata and its own last update', () => {
    const meta = Object.fromEntries(doc.meta.map((field) => [field.name, field.value]));
    expect(meta).toMatchObject({
      owner: 'Harbour PM',
      'last-verified': '2026-03-02',
      'last-updated': '2026-03-02',
    });
    expect(doc.lastUpdated).toBe('2026-03-02');
    expect(doc.log[0]).toMatchObject({ date: '2026-02-27', text: 'Pile tests passed.', line: 47 });
  });
});

describe('a phased plan', () => {
  const counts = { phases: 2, tasks: 3, 'global exit criteria': 1, 'execution order': 2 };

  it('is read with its heading marks', () => {
    const doc = readFixture('lighthouse-plan.md');
    expect(doc.profile).toBe('completion-plan');
    expect(doc.counts).toMatchObject(counts);
    expect(itemAt(doc, '/lamp-lights-at-dusk-for-ten-days').title).toBe('Lamp lights at dusk for ten days');
  });

  it('is read without them, and says which headings it guessed', () => {
    const doc = readFixture('lighthouse-plan-exported.md');
    expect(doc.counts).toMatchObject({
      ...counts,
      'global exit criteria': 2,
      'done criteria': 3,
      'open gaps': 2,
      intents: 2,
    });
    expect(doc.guesses).toContainEqual({ line: 29, what: 'Read as a heading: "Phase A — Lamp Control"' });
    expect(doc.meta.map((field) => `${field.label}=${field.value}`)).toEqual([
      'Status=active plan',
      'Last updated=2026-04-09',
    ]);
  });

  it('still finds real tables and boxes in exported text', () => {
    const exported = readFixture('lighthouse-plan-exported.md').text;
    const text = exported.replace(
      'Rationale:',
      '| Task | Status |\n|---|---|\n| x | done |\n\n- [ ] box\n\nRationale:',
    );
    const doc = parseTracker(text, { profile: 'completion-plan' });
    expect(doc.recognised).toEqual({ tables: 1, checks: 1 });
    expect(doc.counts).toMatchObject({ phases: 2, rationale: 1 });
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('keeps a phase with objective, status, detail and note, and its tasks under it', () => {
    const doc = readFixture('lighthouse-plan-exported.md');
    const phase = itemAt(doc, 'phase-a-lamp-control/A');
    expect(phase).toMatchObject({
      kind: 'phase',
      status: 'Completed baseline',
      state: 'review',
      guess: false,
    });
    expect(valuesOf(phase)).toMatchObject({
      objective: 'Switch the lamp by light sensor.',
      notes: 'sensor and relay are in place; the ten days are running',
    });
    expect(valuesOf(itemAt(doc, 'phase-b-fog-horn/B'))['phase-note']).toBe('The meter is on order.');
    expect(itemAt(doc, '/wire-the-relay')).toMatchObject({ kind: 'task', parent: phase.address });
    expect(violatedInvariants(doc)).toEqual([]);
  });
});

describe('a record of versions', () => {
  const doc = readFixture('kettle-milestones.md');

  it('counts what each version shipped', () => {
    expect(doc.profile).toBe('milestone-record');
    expect(doc.counts).toEqual({ versions: 2, phases: 3, accomplishments: 3, statistics: 3, deferred: 3 });
    const version = itemAt(doc, '/v1.0');
    const own = (kind: string) =>
      doc.items.filter((item) => item.parent === version.address && item.kind === kind);
    expect(['phase', 'accomplishment', 'statistic', 'deferred'].map((kind) => own(kind).length)).toEqual([
      2, 2, 2, 1,
    ]);
  });

  it('finds the day of a heading behind its status, also where the same letters stand before', () => {
    const read = parseTracker('## v2.0 Rest (Planned 5: 5)\n', { profile: 'milestone-record' });
    expect(violatedInvariants(read)).toEqual([]);
    const day = itemAt(read, 'v2.0').fields.find((field) => field.name === 'date');
    expect(day).toMatchObject({ raw: '5', within: { start: 25, end: 26 } });
  });

  it('finds status and dates in headings and key lines', () => {
    expect(itemAt(doc, '/v1.0')).toMatchObject({
      title: 'v1.0 — First Boil',
      status: 'Complete',
      state: 'done',
    });
    expect(valuesOf(itemAt(doc, '/v1.0'))).toMatchObject({ done: '2026-01-20', phases: '1-2 (5 plans)' });
    expect(itemAt(doc, '/v1.1')).toMatchObject({ status: 'In Progress', state: 'active' });
    const shipped = parseTracker('## v2.0 Rest (Shipped: 2026-07-11)\n', { profile: 'milestone-record' });
    expect(valuesOf(itemAt(shipped, '/v2.0'))).toMatchObject({ status: 'Shipped', date: '2026-07-11' });
  });

  it('keeps addresses when only a heading status changes', () => {
    const after = parseTracker(doc.text.replace('(In Progress)', '(Complete)'), { profile: doc.profile });
    expect(after.items.map((item) => item.address)).toEqual(doc.items.map((item) => item.address));
  });
});

describe('a readiness page', () => {
  const doc = readFixture('ferry-readiness-exported.md');

  it('has statuses, transitions, snapshot, baselines, open items and cross references', () => {
    expect(doc.profile).toBe('phase-readiness');
    expect(doc.counts).toEqual({
      statuses: 2,
      transitions: 5,
      'snapshot phases': 2,
      'completed baseline': 4,
      'open items': 2,
      'cross references': 2,
    });
    expect(doc.lastUpdated).toBe('2026-05-11');
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('allows the moves of its state machine only', () => {
    const words = doc.vocabularies.find((entry) => entry.id === 'phase-readiness')?.words ?? [];
    expect(words.find((entry) => entry.word === 'In Progress')?.next).toEqual([
      'Ready for Signoff',
      'Completed (Doc Baseline)',
    ]);
    expect(words.find((entry) => entry.word === 'Signed Off')?.next).toEqual([]);
  });

  it('makes snapshot nodes items whose class is their status', () => {
    expect(itemAt(doc, '/H')).toMatchObject({
      carrier: 'diagram-node',
      status: 'done',
      state: 'done',
      kind: 'phase',
    });
    expect(itemAt(doc, '/E')).toMatchObject({
      status: 'inprog',
      state: 'active',
      dependsOn: [itemAt(doc, '/H').address],
    });
    expect(itemAt(doc, '/E').title).toBe('Engine — Two Diesels');
  });

  it('knows the class that another line gives a node, and does not edit it as the node’s', () => {
    const text = doc.text.replace(
      'H[Hull — Plates and Frames]:::done',
      'H[Hull — Plates and Frames]\n    H:::done',
    );
    const apart = parseTracker(text, { fileName: 'ferry-readiness-exported.md' });
    expect(text).not.toBe(doc.text);
    expect(violatedInvariants(apart)).toEqual([]);
    expect(itemAt(apart, '/H')).toMatchObject({ status: 'done', state: 'done' });
    expect(valuesOf(itemAt(apart, '/H'))).not.toHaveProperty('status');
  });

  it('cuts flattened rows at a path, a method or a new sentence, and says it guessed', () => {
    const evidence = doc.items
      .filter((item) => item.kind === 'baseline')
      .map((item) => valuesOf(item)['evidence']);
    expect(evidence).toEqual([
      'hull/plates.md, hull/frames/*',
      'tanks/plan.yaml (40 lines)',
      'POST /api/v1/alarms → panel',
      'Pump register kept by hand',
    ]);
    expect(doc.guesses.some((guess) => guess.line === 35)).toBe(true);
  });
});

describe('profiles', () => {
  it('are data that fits the schema, each with its own id', () => {
    for (const profile of profiles) expect(Profile.safeParse(profile).success).toBe(true);
    expect(new Set(profiles.map((profile) => profile.id)).size).toBe(profiles.length);
    expect(findProfile('nobody')).toBeNull();
  });

  it('are ranked by their signs, with the generic one for everything else', () => {
    expect(rankProfiles('# Notes\n\n- [ ] buy milk\n', 'notes.md')[0]?.id).toBe('generic');
    expect(rankProfiles('tasks:\n  - id: a\n', 'queue.yaml')[0]?.id).toBe('work-queue');
    expect(rankProfiles('tasks:\n  - id: a\n', '')[0]?.id).toBe('work-queue');
    expect(rankProfiles('tasks:\n\n- [ ] a\n', 'tasks.md')[0]?.id).toBe('generic');
  });
});
