import { describe, expect, it } from 'vitest';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { edited, item, planOf, read, refusal, set } from '../../support/edited-text.ts';

const STATUS = `---
owner: Platform PM
last-verified: "2026-02-14" # checked by hand
stage: 'it''s on'
---

# Lift

- Program: \`RFC-1-lift\`
- Last Updated: February 14, 2026
- Status Key: \`todo\` | \`done\`

## Milestones

| Milestone | Status |
|---|---|
| M0 Start | todo |

## Change Log

- February 13, 2026: Started.
- February 14, 2026: Second thing.
  With a second line.
`;
const doc = read(STATUS);

describe('metadata', () => {
  it('keeps quotes and comments of front matter', () => {
    expect(edited(doc, [{ kind: 'set-meta', name: 'last-verified', value: '2026-02-20' }])).toBe(
      STATUS.replace('"2026-02-14" #', '"2026-02-20" #'),
    );
    expect(edited(doc, [{ kind: 'set-meta', name: 'stage', value: "that's it" }])).toContain(
      "stage: 'that''s it'\n",
    );
  });

  it('quotes a plain value only where it would read as something else', () => {
    const owner = (value: string) => edited(doc, [{ kind: 'set-meta', name: 'owner', value }]).split('\n')[1];
    expect(owner('Ada Lovelace')).toBe('owner: Ada Lovelace');
    expect(owner('true')).toBe('owner: "true"');
    expect(owner('a: b # c')).toBe('owner: "a: b # c"');
    expect(owner('2026-02-20')).toBe('owner: "2026-02-20"');
    expect(owner('no')).toBe('owner: "no"');
    expect(owner('12:30')).toBe('owner: "12:30"');
  });

  it('writes dates of metadata lines in their format and keeps code marks', () => {
    const text = edited(doc, [
      { kind: 'set-meta', name: 'last-updated', value: '2026-03-01' },
      { kind: 'set-meta', name: 'program', value: 'RFC-2-lift' },
    ]);
    expect(text).toContain('- Program: `RFC-2-lift`\n- Last Updated: March 1, 2026\n');
  });

  it('adds a missing last-verified to front matter, and to nothing else', () => {
    const bare = read(STATUS.replace(/last-verified.*\n/u, ''));
    const stamp = { kind: 'set-meta' as const, name: 'last-verified', value: '2026-02-20' };
    expect(edited(bare, [stamp])).toContain("stage: 'it''s on'\nlast-verified: 2026-02-20\n---\n");
    expect(refusal(read('# No front matter\n'), stamp).code).toBe('field.not-found');
    expect(refusal(doc, { kind: 'set-meta', name: 'colour', value: 'red' }).code).toBe('field.not-found');
    expect(refusal(doc, { kind: 'set-meta', name: 'owner', value: 'a\nb' }).code).toBe('value.not-allowed');
  });
});

describe('prose', () => {
  const text = '# T\r\n\r\nFirst line.\r\nSecond line.\n\nThird line.\r\n\r\n## Next\r\n\r\n## Last';
  const prose = read(text);

  it('splices only the lines that changed, whatever line ends the others have', () => {
    const typed = 'First line.\nSecond line.\n\nAnother line.';
    const plan = planOf(prose, [{ kind: 'set-prose', sectionPath: 't', text: typed }]);
    expect(plan.splices).toHaveLength(1);
    expect(edited(prose, [{ kind: 'set-prose', sectionPath: 't', text: typed }])).toBe(
      text.replace('Third', 'Another'),
    );
  });

  it('gives new lines the line end used around them', () => {
    const typed = 'Zero.\nFirst line.\nSecond line.\n\nThird line.\nFourth.';
    expect(edited(prose, [{ kind: 'set-prose', sectionPath: 't', text: typed }])).toBe(
      '# T\r\n\r\nZero.\r\nFirst line.\r\nSecond line.\n\nThird line.\r\nFourth.\r\n\r\n## Next\r\n\r\n## Last',
    );
  });

  it('fills an empty section and one at the very end', () => {
    expect(edited(prose, [{ kind: 'set-prose', sectionPath: 't/next', text: 'Words.' }])).toContain(
      '## Next\r\n\r\nWords.\r\n\r\n## Last',
    );
    expect(edited(prose, [{ kind: 'set-prose', sectionPath: 't/last', text: 'End.' }])).toContain(
      '## Last\r\n\r\nEnd.',
    );
  });

  it('empties a section without touching the headings', () => {
    const emptied = edited(prose, [{ kind: 'set-prose', sectionPath: 't', text: '' }]);
    expect(read(emptied).sections.map((section) => section.title)).toEqual(
      prose.sections.map((section) => section.title),
    );
    expect(refusal(prose, { kind: 'set-prose', sectionPath: 'nowhere', text: '' }).code).toBe(
      'item.not-found',
    );
  });

  it('is refused together with an edit of a row it replaces, and fine with one it leaves', () => {
    const mixed = read('# T\n\n- [ ] One\n- [ ] Two\n');
    const tick = set(mixed, 'One', 'check', 'true');
    const rewrite = (text: string) => ({ kind: 'set-prose' as const, sectionPath: 't', text });
    expect(edited(mixed, [tick, rewrite('- [ ] One\n- [ ] Three')])).toBe('# T\n\n- [x] One\n- [ ] Three\n');
    const plan = planEdits(mixed, [tick, rewrite('Nothing left.')], {
      today: '2026-02-20',
      log: false,
      actor: 'Ada',
    });
    expect(plan).toMatchObject({ ok: false, error: { code: 'value.not-allowed' } });
  });

  it('leaves the byte order mark first', () => {
    const marked = read('\uFEFF# T\n\nText.\n');
    expect(
      edited(marked, [{ kind: 'set-prose', sectionPath: '', text: 'Lead.' }]).startsWith('\uFEFFLead.\n'),
    ).toBe(true);
  });
});

describe('the change log', () => {
  it('gets a line in its own style at the end where newest comes last', () => {
    expect(edited(doc, [{ kind: 'add-log', text: 'Third\nthing.' }])).toBe(
      `${STATUS}- February 20, 2026: Third thing.\n`,
    );
  });

  it('gets it on top where newest comes first', () => {
    const newest = read('# T\n\n## Changelog\n\n* **2026-02-14** – Later\n* **2026-02-13** – Earlier\n');
    expect(
      edited(newest, [
        { kind: 'add-log', text: 'Now' },
        { kind: 'add-log', text: 'And then' },
      ]),
    ).toContain(
      '## Changelog\n\n* **2026-02-20** – And then\n* **2026-02-20** – Now\n* **2026-02-14** – Later\n',
    );
  });

  it('tells each changed item once when asked to', () => {
    const text = edited(doc, [set(doc, 'M0', 'status', 'done'), set(doc, 'M0', 'name', 'M0 Begin')], true);
    expect(
      text.endsWith(
        '  With a second line.\n- February 20, 2026: M0 Start: status changed from todo to done, milestone renamed from M0 Start to M0 Begin.\n',
      ),
    ).toBe(true);
    expect(edited(doc, [set(doc, 'M0', 'status', 'done')], false)).not.toContain('February 20');
  });

  it('starts an empty log with the document’s date format', () => {
    const empty = read('# T\n\nLast updated: 14 February 2026\n\n## Change Log\n\n## Other\n\ntext\n');
    expect(edited(empty, [{ kind: 'add-log', text: 'Begun.' }])).toContain(
      '## Change Log\n\n- 20 February 2026: Begun.\n',
    );
  });

  it('is refused where there is none, and where nothing tells its order', () => {
    expect(refusal(read('# T\n\ntext\n'), { kind: 'add-log', text: 'x' }).code).toBe('value.not-allowed');
    expect(refusal(doc, { kind: 'add-log', text: '  ' }).code).toBe('value.not-allowed');
  });
});

describe('YAML work queues', () => {
  const text = `# queue
tasks:
  # --- Phase 1 ---
  - id: PF-001
    title: "Map: owners"   # keep
    status: todo
  - id: 'PF-002'
    title: Guard
    status: 'in_progress'
    depends_on: [PF-001]
`;
  const queue = read(text, 'queue.yaml');

  it('keep quoting style and comments', () => {
    expect(
      edited(queue, [set(queue, 'PF-001', 'status', 'done'), set(queue, 'PF-002', 'status', 'done')]),
    ).toBe(text.replace('status: todo', 'status: done').replace("'in_progress'", "'done'"));
    const name = item(queue, 'PF-001').fields.find((field) => field.raw.includes('Map'))?.name ?? '';
    expect(edited(queue, [set(queue, 'PF-001', name, 'Say "hi"')])).toContain(
      'title: "Say \\"hi\\""   # keep',
    );
  });

  it('read back as planned, whatever the value means to YAML', () => {
    const braces = 'version: 1\ntasks:\n  - {id: A, title: One, status: todo}\n  - {id: B, title: Two}\n';
    const lines = 'version: 1\ntasks:\n  - id: A\n    title: One\n    notes:\n    size: 12\n    late: true\n';
    const values = [
      'x, y',
      'a}b',
      'a: b',
      '# c',
      '7 # c',
      '- z',
      'null',
      '~',
      '&x',
      '*t',
      '!x y',
      '| x',
      '@a',
    ];
    for (const before of [braces, `{version: 1, tasks: [{id: A, title: One}]}\n`, lines]) {
      const doc = read(before, 'queue.yaml');
      for (const value of values) {
        for (const [at, { address, fields }] of doc.items.entries()) {
          for (const { name } of fields.filter(({ kind }) => kind !== 'status')) {
            const after = read(
              edited(doc, [{ kind: 'set-field', address, field: name, value }]),
              'queue.yaml',
            );
            const shown = after.items.map((one) => one.fields.map((field) => [field.name, field.value]));
            const wanted = doc.items.map((one, index) =>
              one.fields.map((field) => [
                field.name,
                index === at && field.name === name ? value : field.value,
              ]),
            );
            expect(shown).toEqual(wanted);
          }
        }
        const after = read(edited(doc, [{ kind: 'set-meta', name: 'version', value }]), 'queue.yaml');
        expect(after.meta.map((field) => field.value)).toEqual([value]);
        expect(after.items.map((one) => one.title)).toEqual(doc.items.map((one) => one.title));
      }
    }
  });

  it('get a new task with the same indent', () => {
    const near = item(queue, 'PF-001');
    const titleField = near.fields.find((field) => field.raw.includes('Map'))?.name ?? 'name';
    const idField = near.fields.find((field) => field.raw === 'PF-001')?.name ?? 'id';
    const after = edited(queue, [
      {
        kind: 'add-item',
        nearAddress: near.address,
        place: 'after',
        values: { [idField]: 'PF-003', [titleField]: 'No: plain' },
      },
    ]);
    expect(read(after, 'queue.yaml').items.map((entry) => entry.key)).toEqual(['PF-001', 'PF-003', 'PF-002']);
  });
});
