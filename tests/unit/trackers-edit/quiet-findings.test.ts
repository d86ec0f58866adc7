import { describe, expect, it } from 'vitest';
import { FINDING_RULES } from '../../../core/domain/trackers/findings/finding-rules.ts';
import { read } from '../../support/edited-text.ts';
import { findFindings } from '../../support/find-findings.ts';

const OPTIONS = { today: '2026-03-01', staleAfterDays: 30 };

function input(text: string, fileName = 'tracker.md') {
  return {
    trackerId: `tr_${fileName}`,
    name: fileName.replace(/\.\w+$/u, ''),
    fileName,
    doc: read(text, fileName),
  };
}

function found(text: string, fileName = 'tracker.md') {
  return findFindings([input(text, fileName)], FINDING_RULES, OPTIONS).map(({ rule, title }) => [
    rule,
    title,
  ]);
}

const milestones = (rows: readonly string[]) =>
  `# Lamps\n\nLast updated: 2026-02-01\n\n## Milestones\n\n| ID | Milestone | Status | Target |\n|---|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`;

describe('rules say nothing', () => {
  it('of what was deferred, dropped or has a word nobody knows, late or passed over', () => {
    for (const word of ['Deferred', 'Dropped', 'Cancelled', 'Superseded', 'Postponed', 'Frobnicated']) {
      const rows = ['M1 | Survey | Done | 2025-10-01', `M2 | Second lamp | ${word} | 2025-11-01`];
      const later = ['M3 | Wiring | Done | 2025-12-01', 'M4 | Trial run | Done | 2026-01-10'];
      const rules = found(milestones([...rows, ...later])).map(([rule]) => rule);
      expect([word, rules]).toEqual([word, word === 'Frobnicated' ? ['unknown-word'] : []]);
    }
  });

  it('of a day something was started, opened or done', () => {
    const text =
      '# Slipway\n\nLast updated: 2026-02-10\n\n| Task | Status | Started | Completed |\n|---|---|---|---|\n| Rail survey | Done | 2026-01-05 | 2026-01-20 |\n| Winch rebuild | In progress | 2026-02-02 | |\n';
    expect(found(text)).toEqual([]);
  });

  it('of entries below a finished heading that are put off in their own words', () => {
    const below = (open: string) =>
      `# Road\n\n## Phase 1 — Keel — DONE\n\n- [x] Lay it\n- [x] Bolt it\n- [ ] ${open}\n`;
    expect(found(below('Paint it — deferred to Phase 3'))).toEqual([]);
    expect(found(below('Paint it (future)'))).toEqual([]);
    expect(found(below('竜骨の塗装（将来の拡張）'))).toEqual([]);
    expect(found(below('Paint it'))).toEqual([
      ['heading-done-children-open', 'Phase 1 — Keel is DONE, yet 1 of its 3 entries is open'],
    ]);
  });

  it('of templates, example rows and blanks to be filled in', () => {
    const rows = ['M1 | [Milestone name] | To do | 2025-10-01', 'M2 | Example | Done / To do | 2025-11-01'];
    expect(found(milestones(rows))).toEqual([]);
    const late = milestones(['M1 | Keel | To do | 2025-10-01']);
    expect(found(late).map(([rule]) => rule)).toEqual(['overdue']);
    expect(found(late, 'status-template.md')).toEqual([]);
    expect(found(late.replace('# Lamps', '# Status template'))).toEqual([]);
    expect(found(late.replace('## Milestones', '## Milestone template'))).toEqual([]);
  });

  it('of words that everybody knows, in any language, nor of signs, boxes and counts', () => {
    const cells = [
      '✅',
      '✅ Done',
      'Erledigt',
      '完了',
      '✅ 已完成',
      ':white_check_mark:',
      '2/2',
      'N/A',
      '🚧',
      'En cours',
    ];
    const rows = cells.map((cell, index) => `| Part ${index} | ${cell} |\n`).join('');
    expect(found(`# Parts\n\n| Part | Status |\n|---|---|\n${rows}\n\n- [x] One\n- [-] Two\n`)).toEqual([]);
  });

  it('of a sign whatever stands beside it, of whole shares, and of figures in a status column', () => {
    const rows = ['✅ Keel kept', '✅ 3 / 3 (rails too)', '100% complete', '+46 kB', '⛔ No crane'];
    const table = rows.map((status, at) => `| Part ${String.fromCharCode(65 + at)} | ${status} |\n`).join('');
    expect(found(`# Lamps\n\n| Task | Status |\n|---|---|\n${table}`)).toEqual([]);
    expect(found('# Lamps\n\n| Task | Status |\n|---|---|\n| Part | ✅ Ready |\n')).toEqual([
      ['guessed-word', '"✅ Ready" is counted as done'],
    ]);
  });

  it('of states that a list takes from a heading nobody meant as a status', () => {
    const text =
      '---\nstatus: completed\n---\n\n# State\n\n## Tasks\n\n- [x] One\n- [x] Two\n\n## Blockers/Concerns\n\n- The texture may not load\n- The probe may regress\n';
    expect(found(text)).toEqual([]);
  });

  it('of open entries under a text that is merely approved or active', () => {
    for (const word of ['accepted', 'approved', 'published', 'active', 'final']) {
      const text = `---\nstatus: ${word}\n---\n\n# T\n\n- [x] One\n- [ ] Two\n`;
      expect([word, found(text)]).toEqual([word, []]);
    }
  });

  it('of an undeclared word that surely says what a declared one says', () => {
    const key = (word: string) =>
      `# Lift\n\n- Status Key: \`todo\` | \`doing\` | \`done\`\n\n## Milestones\n\n| Milestone | Status |\n|---|---|\n| M0 Start | ${word} |\n| M1 End | done |\n`;
    expect(found(key('completed'))).toEqual([]);
    expect(found(key('blocked')).map(([rule]) => rule)).toEqual(['undeclared-word']);
  });

  it('of a name that is a range of entries, or stands elsewhere in the document', () => {
    const text = (needs: string, more = '') =>
      `# Work\n\n| ID | Task | Status | Depends on |\n|---|---|---|---|\n| T1 | Saw | Done | |\n| T2 | Plane | Done | |\n| T3 | Glue | To do | ${needs} |\n${more}`;
    expect(found(text('T1-T2'))).toEqual([]);
    expect(found(text('T1, T9'), 'work.md')).toEqual([
      ['broken-reference', 'Glue depends on T9, which is not in this document'],
    ]);
    expect(found(text('T9', '\nT9 is kept by the joiner.\n'))).toEqual([]);
  });

  it('of a row of the same id that was superseded', () => {
    const text = (word: string) =>
      `# Reqs\n\n| ID | Requirement | Status |\n|---|---|---|\n| REQ-02 | Log out | ${word} |\n| REQ-02 | Log out everywhere | Done |\n`;
    expect(found(text('Superseded'))).toEqual([]);
    expect(found(text('Planned'))).toEqual([['duplicate-id', 'REQ-02 stands for 2 different entries']]);
  });

  it('of rows in a quote, whose marks are no cells', () => {
    const quoted = '> | Task | Status |\n> |---|---|\n> | Saw | done |\n> | Plane \\| bit | todo |\n';
    expect(
      found(`# Work\n\n${quoted}\n> [!NOTE]\n${quoted}`).filter(([rule]) => rule === 'stray-cells'),
    ).toEqual([]);
    expect(found(`# Work\n\n${quoted}> | a | b | done |\n`).map(([rule]) => rule)).toContain('stray-cells');
  });

  it('of boxes that two lists have alike, nor of a document named beside other things', () => {
    const list = (box: string) => `# Release ${box}\n\n- [${box}] All of the tests pass\n`;
    const lists = [input(list('x'), 'one.md'), input(list(' '), 'two.md')];
    expect(findFindings(lists, FINDING_RULES, OPTIONS)).toEqual([]);
    const log =
      '# Log\n\n| Task | Status |\n|---|---|\n| Push fda0078 to the main branch of harbour lights and tell Ada | Done |\n';
    const road = '# Harbour Lights\n\n- [ ] Lamp\n';
    expect(findFindings([input(log, 'log.md'), input(road, 'road.md')], FINDING_RULES, OPTIONS)).toEqual([]);
  });
});

describe('one cause is one finding', () => {
  it('for rows that a bar in their text breaks, and nothing is made of the words in the wrong column', () => {
    const row = (name: string) => `| ${name} | complete |\n`;
    const text = `# Quick\n\n| Task | Status |\n|---|---|\n${row('Read a file')}${row('Pick `left|right`')}${row('Pick `up|down`')}`;
    expect(found(text)).toEqual([['stray-cells', '2 rows have more cells than their table has columns (2)']]);
  });

  it('for a name that several entries wait for', () => {
    const text =
      '# Work\n\n| ID | Task | Status | Depends on |\n|---|---|---|---|\n| T1 | Saw | Done | T9 |\n| T2 | Plane | Done | T9 |\n';
    expect(found(text)).toEqual([
      ['broken-reference', '2 entries depend on T9, which is not in this document'],
    ]);
  });

  it('for two documents that tell several things differently', () => {
    const table = (word: string) =>
      `# T\n\n| Task | Status |\n|---|---|\n| Migrate the payment gateway | ${word} |\n| Replace the harbour crane | ${word} |\n`;
    const both = [input(table('done'), 'one.md'), input(table('in progress'), 'two.md')];
    expect(
      findFindings(both, FINDING_RULES, OPTIONS).map(({ title, places }) => [title, places.length]),
    ).toEqual([['2 entries are done in one and open in two', 4]]);
  });

  it('for a word, with how many entries it counts', () => {
    const text =
      '# P\n\n| Part | Status |\n|---|---|\n| One | Full parity |\n| Two | Full parity |\n| Three | Done |\n';
    const [finding] = findFindings([input(text)], FINDING_RULES, OPTIONS);
    expect(finding?.title).toBe('"Full parity" is a status nobody has explained');
    expect(finding?.explanation).toBe(
      '2 entries are counted neither as open nor as done until someone says what it stands for.',
    );
  });
});
