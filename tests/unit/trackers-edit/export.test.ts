import { describe, expect, it } from 'vitest';
import { exportCsv, exportJson } from '../../../core/domain/trackers/export.ts';
import { findTemplate, TEMPLATES, writeTemplate } from '../../../core/domain/trackers/templates.ts';
import { read } from '../../support/edited-text.ts';

const doc = read(`# T

| Milestone | Target Date | Status | Owner | Notes | Cost |
|---|---|---|---|---|---|
| M0 Start, "first" | 2026-02-16 | done | Ada | =SUM(A1) | -5 |
| M1 Next | | todo | @ben | a<br>b | +1 more |
| M2 Last | | todo | | kept; =1+1 | |
`);

describe('the CSV export', () => {
  const rows = exportCsv(doc).split('\r\n');

  it('has stable columns first and the document’s further ones behind', () => {
    expect(rows[0]).toBe('address,key,kind,section,parent,title,status,state,date,owner,notes,line,Cost');
  });

  it('quotes as RFC 4180 asks and disarms formulas, but leaves numbers alone', () => {
    expect(rows[1]).toBe('t/M0,M0,row,T,,"M0 Start, ""first""",done,done,2026-02-16,Ada,\'=SUM(A1),5,-5');
    expect(rows[2]).toContain(",'@ben,");
    expect(rows[2]).toContain(",'+1 more");
    expect(rows[3]).toContain(',"kept; =1+1",');
    expect(exportCsv(doc).endsWith('\r\n')).toBe(true);
  });
});

it('a CSV export says what the file says, and runs no formula in wide signs', () => {
  const note = 'שלום \u001b[2J \u2028x';
  const csv = exportCsv(read(`# T\n\n| Task | Status | Notes |\n|--|--|--|\n| A | ＝1+1 | ${note} |\n`));
  expect(csv).toContain(`,${note},`);
  expect(csv).toContain("'＝1+1");
});

describe('the JSON export', () => {
  it('carries addresses, readable values and the document’s words', () => {
    const shape: unknown = JSON.parse(exportJson(doc, 'Lift'));
    expect(shape).toMatchObject({
      format: 'quarterdeck-tracker',
      version: 1,
      name: 'Lift',
      items: [
        {
          address: 't/M0',
          status: 'done',
          state: 'done',
          fields: { date: { label: 'Target Date', value: '2026-02-16' } },
        },
        { address: 't/M1' },
        { address: 't/M2' },
      ],
    });
  });

  it('stays valid text where the file held bytes that are none', () => {
    expect(
      exportJson(read('# T\n\n| Task | Status |\n|---|---|\n| a\uDC80b | done |\n'), 'x').isWellFormed(),
    ).toBe(true);
  });
});

describe('templates', () => {
  const values = { name: 'Harbour lift', today: '2026-02-20' };
  const made = (id: string) => {
    const template = findTemplate(id);
    if (template === null) throw new Error(`no template ${id}`);
    return read(writeTemplate(template, values));
  };

  it.each([
    [
      'programme-status',
      'platform-status',
      { 'programme milestones': 2, workstreams: 1, 'workstream milestones': 2, 'acceptance rows': 1 },
    ],
    [
      'completion-plan',
      'completion-plan',
      { phases: 1, tasks: 2, 'done criteria': 1, 'global exit criteria': 1, 'execution order': 1 },
    ],
    ['version-record', 'milestone-record', { versions: 1, phases: 2, accomplishments: 1, deferred: 1 }],
  ])('%s is read by the profile %s', (id, profile, counts) => {
    const doc = made(id);
    expect(doc.profile).toBe(profile);
    expect(doc.counts).toMatchObject(counts);
    expect(doc.title).toBe('Harbour lift');
  });

  it('give a readiness tracker its vocabulary with transitions, and a checklist its boxes', () => {
    const readiness = made('readiness-tracker');
    expect(readiness.items.filter((item) => item.status === 'Not Started')).toHaveLength(3);
    expect(readiness.skipped).toEqual([]);
    expect(made('checklist').recognised.checks).toBe(2);
  });

  it('date everything by the day they are made and hold no finding of their own', () => {
    for (const template of TEMPLATES)
      expect(read(writeTemplate(template, values)).lastUpdated ?? '2026-02-20').toBe('2026-02-20');
    expect(made('programme-status').items[0]?.fields.find((field) => field.kind === 'date')?.value).toBe(
      '2026-03-06',
    );
  });

  it('take a name that tries to be more than a name as one line', () => {
    const template = findTemplate('checklist');
    expect(template && writeTemplate(template, { ...values, name: '# A\nB' }).split('\n')[0]).toBe('# A B');
    expect(findTemplate('nothing')).toBe(null);
  });
});
