import { describe, expect, it } from 'vitest';
import { edited, planOf, read, refusal, set } from '../../support/edited-text.ts';

const STATUS = `# Lift

- Last Updated: February 14, 2026
- Status Key: \`not-started\` | \`in-progress\` | \`blocked\` | \`done\`

## Program Milestones

| Milestone          | Target Date       | Status      | Owner | Notes        |
|--------------------|-------------------|-------------|-------|--------------|
| M0 Kickoff         | February 16, 2026 | in-progress | Ada   | a \\| b        |
| **M1 Foundations** | March 6, 2026     | **done**    |       | see \`x \\| y\` |
| M2 Cutover         |                   |             | Ben   |              |
`;

const doc = read(STATUS);
const line = (text: string, start: string) => text.split('\n').find((entry) => entry.includes(start)) ?? '';

describe('setting a status', () => {
  it('writes the document’s own spelling and leaves the padding alone', () => {
    for (const typed of ['done', 'DONE', ' Done ']) {
      const text = edited(doc, [set(doc, 'M0', 'status', typed)]);
      expect(text).toBe(STATUS.replace('| in-progress |', '| done |'));
    }
  });

  it('takes a canonical state for the word that means it', () => {
    expect(edited(doc, [set(doc, 'M0', 'status', 'planned')])).toContain('| not-started |');
  });

  it('keeps bold around the word', () => {
    expect(line(edited(doc, [set(doc, 'M1', 'status', 'blocked')]), 'M1')).toContain('| **blocked**    |');
  });

  it('fills an empty cell with a blank on each side', () => {
    expect(line(edited(doc, [set(doc, 'M2', 'status', 'done')]), 'M2')).toMatch(/\| done\s+\| Ben/u);
  });

  it('refuses a word the document does not know and names those it does', () => {
    const failure = refusal(doc, set(doc, 'M0', 'status', 'perhaps'));
    expect(failure.code).toBe('status.unknown-word');
    expect(failure.facts.known).toEqual(['not-started', 'in-progress', 'blocked', 'done']);
    expect(failure.message).toContain('nothing was changed');
  });

  it('refuses a move the vocabulary does not allow and names the legal ones', () => {
    const readiness = read(`# Phase readiness

## Status taxonomy

\`\`\`mermaid
stateDiagram-v2
    [*] --> NotStarted
    NotStarted --> InProgress
    InProgress --> ReadyForSignoff
    ReadyForSignoff --> SignedOff
    InProgress --> CompletedDocBaseline
    CompletedDocBaseline --> SignedOff
    SignedOff --> [*]
\`\`\`

## Evidence model

## Phases

| Phase | Status |
|---|---|
| P1 Architecture | Not Started |
| P2 Contracts | Signed Off |
`);
    const failure = refusal(readiness, set(readiness, 'P1 Architecture', 'status', 'Signed Off'));
    expect(failure.code).toBe('status.illegal-move');
    expect(failure.facts).toMatchObject({ from: 'Not Started', to: 'Signed Off', legal: ['In Progress'] });
    expect(failure.message).toContain('In Progress');
    expect(refusal(readiness, set(readiness, 'P2 Contracts', 'status', 'In Progress')).message).toContain(
      'final',
    );
    expect(edited(readiness, [set(readiness, 'P1 Architecture', 'status', 'in progress')])).toContain(
      '| P1 Architecture | In Progress |',
    );
  });

  it('checks each step of several in one plan against the step before', () => {
    const plan = planOf(doc, [set(doc, 'M0', 'status', 'blocked'), set(doc, 'M0', 'status', 'done')]);
    expect(plan.changes).toEqual([
      {
        address: expect.stringContaining('M0'),
        field: 'status',
        label: 'Status',
        before: 'in-progress',
        after: 'done',
      },
    ]);
    expect(
      planOf(doc, [set(doc, 'M0', 'status', 'done'), set(doc, 'M0', 'status', 'in-progress')]),
    ).toMatchObject({
      splices: [],
      changes: [],
      summary: 'Nothing changed.',
    });
  });

  it.each(['Position', 'Item', 'Log'])(
    'tells a column called "%s" from what a change calls so itself',
    (label) => {
      const other = read(`# Racks\n\n| Task | Status | ${label} |\n|---|---|---|\n| Weld | open | left |\n`);
      const field = other.items[0]?.fields.find((one) => one.label === label)?.name ?? '';
      const plan = planOf(other, [set(other, 'weld', field, 'right')]);
      expect(plan.summary).toBe(`Changed “${label}” of Weld from “left” to “right”.`);
    },
  );

  it('drops a mark that would contradict the new word, or puts the one other rows use', () => {
    const marked = read(`# Marks

| Task | Status |
|---|---|
| One thing | ✅ Done |
| Other thing | 🚧 In Progress |
| Third thing | ⏳ Pending |
`);
    expect(edited(marked, [set(marked, 'One thing', 'status', 'In Progress')])).toContain(
      '| One thing | 🚧 In Progress |',
    );
    expect(edited(marked, [set(marked, 'Third thing', 'status', 'Done')])).toContain(
      '| Third thing | ✅ Done |',
    );
  });
});

describe('setting a date', () => {
  it('writes the cell’s own format', () => {
    expect(line(edited(doc, [set(doc, 'M0', 'date', '2026-03-27')]), 'M0')).toContain('| March 27, 2026 |');
  });

  it('takes the format of the column where the cell is empty', () => {
    expect(line(edited(doc, [set(doc, 'M2', 'date', '2026-12-01')]), 'M2')).toContain('December 1, 2026');
  });

  it('understands a date typed in another format, and clears one', () => {
    expect(line(edited(doc, [set(doc, 'M0', 'date', '27 March 2026')]), 'M0')).toContain(
      '| March 27, 2026 |',
    );
    expect(planOf(doc, [set(doc, 'M0', 'date', '')]).changes[0]).toMatchObject({
      before: '2026-02-16',
      after: '',
    });
  });

  it('refuses what is no date', () => {
    expect(refusal(doc, set(doc, 'M0', 'date', 'soonish')).code).toBe('date.not-understood');
    expect(refusal(doc, set(doc, 'M0', 'date', '2026-02-31')).code).toBe('date.not-understood');
  });
});

describe('setting text', () => {
  it('escapes bars, and only those not escaped yet', () => {
    expect(line(edited(doc, [set(doc, 'M0', 'notes', 'p | q \\| r')]), 'M0')).toContain(
      '| p \\| q \\| r        |',
    );
  });

  it('writes a line break as <br> in notes and refuses it in a name', () => {
    expect(edited(doc, [set(doc, 'M0', 'notes', 'one\ntwo')])).toContain('| one<br>two        |');
    expect(refusal(doc, set(doc, 'M0', 'name', 'one\ntwo')).code).toBe('value.not-allowed');
  });

  it('keeps a name bold that was bold', () => {
    expect(edited(doc, [set(doc, 'M1', 'name', 'M1 Base')])).toContain('| **M1 Base** | March 6');
  });

  it('keeps a trailing backslash from escaping the bar', () => {
    const tight = read('# T\n\n|Task|Status|\n|---|---|\n|a|done|\n|b|todo|\n');
    const text = edited(tight, [set(tight, 'a', 'name', 'C:\\dir\\')]);
    expect(read(text).items.map((entry) => entry.status)).toEqual(['done', 'todo']);
  });

  it('refuses control characters, half a comment, half a character, and an empty name', () => {
    for (const value of ['bell\u0007', 'open <!-- comment', 'cut \uD83D', '']) {
      expect(refusal(doc, set(doc, 'M0', 'name', value)).code).toBe('value.not-allowed');
    }
  });

  it('writes an arrow and a whole comment, which break nothing', () => {
    for (const value of ['Quay --> Crane --> Ship', 'Crane <!-- the old one -->']) {
      expect(edited(doc, [set(doc, 'M0', 'name', value)])).toContain(value);
    }
  });

  it('refuses a line that would become a heading, and a field nobody has', () => {
    const bare = read('# T\n\nTask | Status\n--- | ---\nOne | done\n');
    expect(refusal(bare, set(bare, 'One', 'name', '# Heading')).code).toBe('value.not-allowed');
    expect(refusal(bare, set(bare, 'One', 'colour', 'red'))).toMatchObject({ code: 'field.not-found' });
    const nowhere = { kind: 'set-field' as const, address: 'no/where', field: 'name', value: 'x' };
    expect(refusal(bare, nowhere).code).toBe('item.not-found');
    const boxes = read('# L\n\n- [ ] First\n');
    expect(edited(boxes, [set(boxes, 'First', 'name', '# of things')])).toContain('- [ ] # of things');
  });
});

describe('ticking', () => {
  it('changes exactly the character in the box', () => {
    const text = '\uFEFF# L\r\n\r\n* [ ] First\r\n   1. [X] Nested\n- [x] Last';
    const list = read(text);
    expect(edited(list, [set(list, 'First', 'check', 'true')])).toBe(text.replace('[ ]', '[x]'));
    expect(edited(list, [set(list, 'Nested', 'check', 'false')])).toBe(text.replace('[X]', '[ ]'));
    expect(planOf(list, [set(list, 'Last', 'check', 'true')]).splices).toEqual([]);
    expect(refusal(list, set(list, 'Last', 'check', 'maybe')).code).toBe('value.not-allowed');
  });

  it('ticks an entry whose status is set to done, since its box is its status', () => {
    const list = read('# L\n\n- [ ] One\n- [x] Two\n');
    expect(edited(list, [set(list, 'One', 'status', 'done')])).toContain('- [x] One');
    expect(edited(list, [set(list, 'Two', 'status', 'planned')])).toContain('- [ ] Two');
    expect(refusal(list, set(list, 'One', 'status', 'blocked')).code).toBe('status.unknown-word');
  });

  it('ticks with a capital X where the document does', () => {
    const list = read('# L\n\n- [X] One\n- [ ] Two\n');
    expect(edited(list, [set(list, 'Two', 'check', 'true')])).toContain('- [X] Two');
  });
});

describe('many edits in one plan', () => {
  it('come out as ascending splices with one change each, and a sentence', () => {
    const plan = planOf(doc, [
      set(doc, 'M2', 'owner', 'Cy'),
      set(doc, 'M0', 'status', 'done'),
      set(doc, 'M0', 'notes', ''),
    ]);
    expect(plan.splices.map((splice) => splice.start)).toEqual(
      plan.splices.map((splice) => splice.start).toSorted((a, b) => a - b),
    );
    expect(plan.changes).toHaveLength(3);
    expect(plan.summary).toBe('Made 3 changes to 2 items.');
    expect(planOf(doc, [set(doc, 'M0', 'status', 'done')]).summary).toBe(
      'Changed the status of M0 Kickoff from “in-progress” to “done”.',
    );
  });
});
