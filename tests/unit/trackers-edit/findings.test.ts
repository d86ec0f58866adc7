import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FINDING_RULES } from '../../../core/domain/trackers/findings/finding-rules.ts';
import { findWithin } from '../../../core/domain/trackers/findings/findings.ts';
import { atOnce } from '../../../core/kernel/steps.ts';
import { read } from '../../support/edited-text.ts';
import { compiledRules, findFindings } from '../../support/find-findings.ts';

const RULES = compiledRules(FINDING_RULES);

const OPTIONS = { today: '2026-02-20', staleAfterDays: 30 };

function input(text: string, name = 'tracker') {
  const fileName = name.includes('.') ? name : `${name}.md`;
  return { trackerId: `tr_${name}`, name, fileName, doc: read(text, fileName) };
}

function within(text: string, rule: string, options = OPTIONS) {
  return atOnce(findWithin(input(text), RULES, options)).filter((finding) => finding.rule === rule);
}

const status = (rows: readonly string[], head = '- Last Updated: February 14, 2026\n') =>
  `# Lift\n\n${head}- Status Key: \`todo\` | \`doing\` | \`done\`\n\n## Program Milestones\n\n| Milestone | Target Date | Status |\n|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`;

describe('ids and names of what waits', () => {
  const found = (text: string, fileName: string, rule: string) =>
    atOnce(findWithin(input(text, fileName), RULES, OPTIONS))
      .filter((finding) => finding.rule === rule)
      .map((finding) => finding.title);

  it('of one letter stand for one entry too, in a column of ids and in a queue', () => {
    const table = '| ID | Task | Status |\n|---|---|---|\n| A | Saw | todo |\n| A | Plane | todo |\n';
    expect(found(table, 'plan.md', 'duplicate-id')).toEqual(['A stands for 2 different entries']);
    const queue = '- id: A\n  title: Saw\n  status: todo\n- id: A\n  title: Plane\n  status: todo\n';
    expect(found(queue, 'queue.yaml', 'duplicate-id')).toEqual(['A stands for 2 different entries']);
  });

  it.each([
    'tasks:\n  - id: T-1\n    title: Saw\n    depends_on: [T-9]\n',
    'tasks:\n  T-1:\n    title: Saw\n    depends_on: [T-9]\n',
    'tasks: {T-1: {title: Saw, status: todo, depends_on: [T-9]}, T-2: {title: Plane, status: todo}}\n',
  ])('are missed in a queue in whatever form its tasks stand: %j', (queue) => {
    expect(found(queue, 'queue.yaml', 'broken-reference')).toEqual([
      'Saw depends on T-9, which is not in this document',
    ]);
  });

  it('stand in quotation marks where they hold a date, so that no screen rewrites it', () => {
    const rows = ['Cut @{2026-02-10} | February 10, 2026 | doing'];
    expect(within(status(rows), 'overdue').map(({ title }) => title)).toEqual([
      '“Cut @{2026-02-10}” was due 2026-02-10 and is doing',
    ]);
  });

  it('of a status that stands twice in front matter are no second status in the text', () => {
    expect(found('---\nstatus: todo\nstatus: done\n---\n# Plan\n', 'plan.md', 'status-stated-twice')).toEqual(
      [],
    );
  });
});

describe('contradictions inside a document', () => {
  it('an earlier milestone open while the later ones are done, with every place and what it says', () => {
    const text = status(['M0 Start | | doing', 'M1 Middle | | done', 'M2 End | | done']);
    const [finding, more] = within(text, 'earlier-open-later-done');
    expect(more).toBeUndefined();
    expect(finding).toMatchObject({
      severity: 'warning',
      scope: 'tr_tracker',
      title: 'M0 Start is doing, yet the 2 after it are done',
    });
    expect(finding?.places.map(({ line, says }) => [line, says])).toEqual([
      [10, '| M0 Start | | doing |'],
      [11, '| M1 Middle | | done |'],
      [12, '| M2 End | | done |'],
    ]);
    expect(
      within(
        status(['M0 Start | | doing', 'M1 Middle | | done', 'M2 End | | todo']),
        'earlier-open-later-done',
      ),
    ).toEqual([]);
  });

  it('open past its date, judged by the document’s own last update and not by today', () => {
    const rows = [
      'M0 Late | February 10, 2026 | doing',
      'M1 Ahead | February 18, 2026 | todo',
      'M2 Early | February 1, 2026 | done',
    ];
    expect(within(status(rows), 'overdue').map((finding) => finding.title)).toEqual([
      'M0 Late was due 2026-02-10 and is doing',
    ]);
    expect(within(status(rows, ''), 'overdue')).toEqual([]);
  });

  it('a heading that says complete above open entries', () => {
    const text = `# Milestones

## v1.0 — Base (Complete)

### What Shipped

| Phase | Name | Status |
|---|---|---|
| 1 | One | done |
| 2 | Two | in progress |
`;
    const [finding] = within(text, 'heading-done-children-open');
    expect(finding?.title).toBe('v1.0 — Base is Complete, yet 1 of its 2 entries is open');
    expect(finding?.places.map((place) => place.line)).toEqual([3, 10, 9]);
  });

  it('words nobody declared, once per word, for information', () => {
    const found = within(
      status(['M0 Start | | maybe', 'M1 Middle | | maybe', 'M2 End | | done']),
      'undeclared-word',
    );
    expect(found.map(({ severity, title, places }) => [severity, title, places.length])).toEqual([
      ['info', '"maybe" is not among the statuses this document declares', 2],
    ]);
  });

  it('the same id twice in one list', () => {
    const [finding] = within(status(['M0 Start | | done', 'M0 Again | | done']), 'duplicate-id');
    expect(finding).toMatchObject({ title: 'M0 stands for 2 different entries', severity: 'warning' });
  });

  it('the same key twice in the key column of one table, but not in two tables that each count from 1', () => {
    const table = (rows: readonly string[]) =>
      ['| ID | Rule | Status |', '|---|---|---|', ...rows].join('\n');
    const twice = table(['| GATE-02 | Open late | Done |', '| GATE-02 | Close early | Planned |']);
    expect(
      within(`# Gates\n\n${twice}\n`, 'duplicate-id').map(({ title, places }) => [title, places.length]),
    ).toEqual([['GATE-02 stands for 2 different entries', 2]]);
    const numbered = ['| 1 | Oil the hinge | Done |', '| 2 | Paint it | Done |'];
    expect(within(`# Gates\n\n${table(numbered)}\n\n${table(numbered)}\n`, 'duplicate-id')).toEqual([]);
  });

  it('a status line or percentage that its entries contradict', () => {
    const body = '\n## List\n\n- [x] One\n- [ ] Two\n';
    expect(within(`---\nstatus: complete\n---\n\n# T\n${body}`, 'stated-complete-items-open')).toHaveLength(
      1,
    );
    expect(within(`---\nstatus: active\n---\n\n# T\n${body}`, 'stated-complete-items-open')).toEqual([]);
    expect(
      within(`---\npercent: 90\n---\n\n# T\n${body}`, 'percent-differs').map((finding) => finding.title),
    ).toEqual(['The document says 90 %, its entries say 50 %']);
    expect(within(`---\npercent: 50\n---\n\n# T\n${body}`, 'percent-differs')).toEqual([]);
  });

  it('two statuses for the document itself', () => {
    const [finding] = within(
      '---\nstatus: in-progress\n---\n\n# T\n\n> **Status:** SHIPPED ✅\n',
      'status-stated-twice',
    );
    expect(finding?.title).toBe('The document says in-progress at the top and SHIPPED ✅ in its text');
    expect(finding?.places.map((place) => place.line)).toEqual([2, 7]);
    expect(
      within('---\nstatus: shipped\n---\n\n# T\n\n**Status:** SHIPPED ✅\n', 'status-stated-twice'),
    ).toEqual([]);
  });

  it('a count of phases that its list does not bear out', () => {
    const text = (range: string) =>
      `# Milestones\n\n## v1.0 — Base (Complete)\n\n**Phases:** ${range} (9 plans)\n\n### What Shipped\n\n| Phase | Name |\n|---|---|\n| 1 | One |\n| 2 | Two |\n`;
    expect(within(text('1-3'), 'phase-count-differs').map((finding) => finding.title)).toEqual([
      'v1.0 — Base states 3 phases and lists 2',
    ]);
    expect(within(text('1-2'), 'phase-count-differs')).toEqual([]);
  });

  it('verification longer ago than the workspace allows', () => {
    const text = '---\nlast-verified: 2026-01-01\n---\n\n# T\n';
    expect(within(text, 'stale-verification')).toMatchObject([
      {
        severity: 'warning',
        title: 'Last verified 2026-01-01, 50 days ago',
        places: [{ line: 2, says: 'last-verified: 2026-01-01' }],
      },
    ]);
    expect(within(text, 'stale-verification', { ...OPTIONS, staleAfterDays: 60 })).toEqual([]);
  });

  it.each([
    'Zuletzt geprüft: 01.01.2026',
    'Dernière vérification : 1 janvier 2026',
    '最終確認日：2026-01-01',
  ])('verification longer ago, in the words of other languages: %s', (line) => {
    expect(within(`# T\n\n${line}\n\n## Work\n`, 'stale-verification')).toMatchObject([
      { title: 'Last verified 2026-01-01, 50 days ago', places: [{ line: 3, says: line }] },
    ]);
  });

  it('cells written like a day that no month has, once per column', () => {
    const table = (days: readonly string[]) =>
      `# T\n\n| Task | Status | Due |\n|---|---|---|\n${days.map((day, at) => `| Task ${at} | open | ${day} |\n`).join('')}`;
    expect(within(table(['31.11.2026', '2026-05-01', '2026-13-01']), 'unreadable-date')).toMatchObject([
      {
        title: '2 cells under "Due" are no days of the calendar, such as "31.11.2026"',
        places: [{ line: 5 }, { line: 7 }],
      },
    ]);
    expect(within(table(['2026-05-01', '30 February 2026']), 'unreadable-date')).toMatchObject([
      { title: '"30 February 2026" under "Due" is no day of the calendar' },
    ]);
    const others = [
      '2026-05-01',
      '2026-05-02',
      'n/a',
      'TBD',
      'KW 49',
      'Q1 2027',
      '03/04/2026',
      '12 weeks',
      '',
    ];
    expect(within(table(others), 'unreadable-date')).toEqual([]);
  });

  it('rows whose identity is doubtful', () => {
    const document = {
      ...input(status(['M0 Start | | done'])),
      doubts: [{ address: 'lift/program-milestones/M0', before: 'M0 Begin' }],
    };
    const [finding] = atOnce(findWithin(document, RULES, OPTIONS)).filter(
      ({ rule }) => rule === 'doubtful-match',
    );
    expect(finding?.title).toBe('M0 Start was taken for the former "M0 Begin"');
  });

  it('nothing at all in a document that agrees with itself', () => {
    expect(
      atOnce(
        findWithin(
          input(status(['M0 Start | February 10, 2026 | done', 'M1 Middle | March 1, 2026 | doing'])),
          RULES,
          OPTIONS,
        ),
      ),
    ).toEqual([]);
  });
});

describe('a long document', () => {
  it('is judged in steps, so that an edit need not wait for the end', () => {
    const rows = Array.from({ length: 3000 }, (_, n) => `M${n} Lamp | | done`);
    let steps = 0;
    for (const _ of findWithin(input(status(rows)), RULES, OPTIONS)) steps += 1;
    expect(steps).toBeGreaterThan(RULES.length + 5);
  });
});

describe('queues', () => {
  const queue = (first: string, needs: string) =>
    `tasks:\n  - id: T-1\n    title: First thing\n    status: ${first}\n  - id: T-2\n    title: Second thing\n    status: done\n    depends_on: [${needs}]\n`;

  it('done before what they wait for', () => {
    const found = atOnce(findWithin(input(queue('todo', 'T-1'), 'queue.yaml'), RULES, OPTIONS));
    expect(found.filter(({ rule }) => rule === 'done-waiting')).toHaveLength(1);
  });

  it('waiting for something nobody knows', () => {
    const found = atOnce(findWithin(input(queue('done', 'T-9'), 'queue.yaml'), RULES, OPTIONS));
    expect(found.filter(({ rule }) => rule === 'broken-reference')).toMatchObject([
      { severity: 'info', title: expect.stringContaining('T-9') },
    ]);
  });
});

describe('contradictions between documents', () => {
  it('the same item finished in one and open in another, with both places', () => {
    const rows = (word: string) =>
      `# T\n\n| Task | Status |\n|---|---|\n| Migrate the payment gateway | ${word} |\n`;
    const found = findFindings(
      [input(rows('done'), 'one'), input(rows('in progress'), 'two')],
      FINDING_RULES,
      OPTIONS,
    );
    expect(found.filter(({ rule }) => rule === 'same-item-differs')).toMatchObject([
      {
        scope: 'workspace',
        title: 'Migrate the payment gateway is done in one and in progress in two',
        places: [{ trackerId: 'tr_one' }, { trackerId: 'tr_two' }],
      },
    ]);
  });

  it('a milestone done whose own document still has open rows', () => {
    const roadmap =
      '# Roadmap\n\n| Milestone | Status |\n|---|---|\n| Harbour lift renewal closed | done |\n';
    const own =
      '# Harbour Lift Renewal Status\n\n| Task | Status |\n|---|---|\n| Cables | in progress |\n| Cabin | done |\n';
    const found = findFindings([input(roadmap, 'roadmap'), input(own, 'lift')], FINDING_RULES, OPTIONS);
    expect(found.filter(({ rule }) => rule === 'named-document-open')).toMatchObject([
      { title: 'Harbour lift renewal closed is done, yet 1 entry of lift is open', severity: 'warning' },
    ]);
  });
});

describe('finding again', () => {
  it('gives the same keys when lines move, and another when the status changes', () => {
    const keys = (text: string) => within(text, 'earlier-open-later-done').map((finding) => finding.key);
    const rows = ['M0 Start | | doing', 'M1 Middle | | done', 'M2 End | | done'];
    const first = keys(status(rows));
    expect(keys(status(rows).replace('# Lift\n', '# Lift\n\nMore words.\n'))).toEqual(first);
    expect(keys(status(['M0 Start | | todo', ...rows.slice(1)]))).not.toEqual(first);
  });

  it('stops counting at a bound and says how many more there are', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `T${i} Late thing | February 1, 2026 | doing`);
    const found = within(status(rows), 'overdue');
    expect(found).toHaveLength(200);
    expect(found.at(-1)?.title).toContain('801 more');
  });
});

describe('the findings of a status page and a plan of the same programme', () => {
  const documents = ['canal-status', 'canal-plan'].map((name) =>
    input(readFileSync(new URL(`../../fixtures/findings/${name}.md`, import.meta.url), 'utf8'), name),
  );
  const found = findFindings(documents, FINDING_RULES, { ...OPTIONS, today: '2026-03-01' });
  const linesOf = (rule: string) =>
    found.filter((finding) => finding.rule === rule).map(({ places }) => places.map((place) => place.line));

  it('show M0 in progress while M1 to M3 are done', () => {
    expect(linesOf('earlier-open-later-done')).toEqual([[18, 19, 20, 21]]);
  });

  it('show WS1 partial while its milestones are done, and no other workstream', () => {
    expect(linesOf('acceptance-open-work-done')).toEqual([[45, 29, 30]]);
  });

  it('show completed baselines under a plan that does not release', () => {
    expect(linesOf('release-held-back')).toEqual([[12, 16, 32, 60]]);
    const held = found.find((finding) => finding.rule === 'release-held-back');
    expect(held?.severity).toBe('warning');
    expect(held?.places[1]?.says).toContain('No public launch of the season until every phase');
  });

  it('show exit criteria that their phases do not meet', () => {
    expect(linesOf('exit-criterion-not-met').map((lines) => lines.length - 1)).toEqual([2, 1]);
  });

  it('make nothing of work finished before its target date', () => {
    expect(linesOf('overdue')).toEqual([]);
    expect(linesOf('finished-in-future')).toEqual([]);
  });
});
