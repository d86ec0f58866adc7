import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { applySplices } from '../../../core/domain/trackers/text/text.ts';

const read = (text: string) => {
  const doc = parseTracker(text);
  expect(violatedInvariants(doc)).toEqual([]);
  return doc;
};
const states = (text: string) => read(text).items.map((item) => [item.title, item.state]);
const set = (text: string, title: string, value: string) => {
  const doc = read(text);
  const address = doc.items.find((item) => item.title === title)?.address ?? '';
  const plan = planEdits(doc, [{ kind: 'set-field', address, field: 'status', value }], {
    today: '2026-01-01',
    log: false,
    actor: 'test',
  });
  return plan.ok ? applySplices(doc.text, plan.value.splices) : plan.error.message;
};

describe('a list under a heading that names a state', () => {
  it.each([
    ['In Progress', 'active'],
    ['Next steps', 'planned'],
    ['3. Open tasks (this week)', 'planned'],
    ['Deferred from this phase', 'planned'],
    ['✅ Done', 'done'],
    ['Blocked / Waiting', 'blocked'],
    ['Recently completed work', 'done'],
    ["✅ What's been completed", 'done'],
    ['Listo ✅', 'done'],
    ['Bloqueantes', 'blocked'],
    ['Nächste Schritte', 'planned'],
    ['Prochaines étapes', 'planned'],
    ['En curso', 'active'],
    ['Concluído', 'done'],
    ['Prossimi passi', 'planned'],
    ['Następne kroki', 'planned'],
    ['Следующие шаги', 'planned'],
    ['今後の予定', 'planned'],
    ['已完成的功能', 'done'],
    ['다음 단계', 'planned'],
  ])('"%s": its lines are items, %s as a guess', (heading, state) => {
    const doc = read(`# Plan\n\n## ${heading}\n\n- Paint the hull\n- Bend the sails\n`);
    expect(doc.items.map((item) => [item.title, item.state, item.guess])).toEqual([
      ['Paint the hull', state, true],
      ['Bend the sails', state, true],
    ]);
  });

  it.each([
    'Done criteria',
    'Definition of done',
    'Locked decisions',
    'Open questions',
    'Notes',
    'Current status',
    'What Not to Do',
  ])('"%s" names none', (heading) =>
    expect(states(`# Plan\n\n## ${heading}\n\n- Paint the hull\n`)).toEqual([]),
  );

  it.each([
    'Memory system started',
    'Getting started',
    'Complete phase 1',
    'Ready-to-use scripts',
    'Audio driver implemented',
  ])('"%s" states something itself, or nothing, of what is below', (heading) =>
    expect(states(`# Plan\n\n## ${heading}\n\n- Paint the hull\n- Bend the sails\n`)).toEqual([]),
  );

  it.each([
    ['Short term', 'Long term (with a second crew)'],
    ['Week 1', 'Week 2'],
    ['High priority', 'Low priority'],
    ['本周', '两周后（第三周）'],
    ['Краткосрочные', 'Долгосрочные'],
  ])('may group them: "%s" and "%s" take the state of the heading above', (one, other) =>
    expect(
      states(
        `# P\n\n## Next steps\n\n### ${one}\n\n- Paint\n\n### ${other}\n\n- Rig\n\n### Crew\n\n- Ilse\n`,
      ),
    ).toEqual([
      ['Paint', 'planned'],
      ['Rig', 'planned'],
    ]),
  );

  it('may have its state from the line above it', () => {
    expect(states('# Plan\n\nPending:\n\n1. Paint\n2. Rig\n\nWhat we learned:\n\n- Paint dries\n')).toEqual([
      ['Paint', 'planned'],
      ['Rig', 'planned'],
    ]);
  });

  it('keeps what a line states itself, and nothing that says there is nothing', () => {
    expect(
      states(
        '# P\n\n## In progress\n\n- ✅ Paint\n- Rig\n\n## Blocked\n\n- None yet.\n\n## Stuck\n\n- 无（see above）\n- Mast waits for wood\n',
      ),
    ).toEqual([
      ['Paint', 'done'],
      ['Rig', 'active'],
      ['Mast waits for wood', 'blocked'],
    ]);
  });

  it('gives it to rows of a table without a status too', () => {
    const table = '| ID | Task | Blocker |\n|---|---|---|\n| T1 | Fit the pump | no hose |\n';
    expect(states(`# P\n\n## Blocked\n\n${table}`)).toEqual([['Fit the pump', 'blocked']]);
  });
});

describe('a list line', () => {
  it('states its status by a sign or word in front or behind', () => {
    expect(
      states(
        '# P\n\n- **Hull** — ✅ COMPLETED\n- 🚧 Mast\n- Rudder: done\n- Sails (in progress)\n- Galley :white_check_mark:\n',
      ),
    ).toEqual([
      ['Hull', 'done'],
      ['Mast', 'active'],
      ['Rudder', 'done'],
      ['Sails', 'active'],
      ['Galley', 'done'],
    ]);
  });
  it('states it by a label in front', () => {
    expect(
      states(
        '# P\n\n- [DONE] Hull\n- **[WIP]** Mast\n- 🔄 TODO - Galley\n\nText.\n\n- DONE: rudder\n- TODO: sails\n',
      ),
    ).toEqual([
      ['Hull', 'done'],
      ['Mast', 'active'],
      ['Galley', 'planned'],
      ['rudder', 'done'],
      ['sails', 'planned'],
    ]);
    expect(set('# P\n\n- [DONE] Hull\n', 'Hull', 'in progress')).toMatch(
      /^# P\n\n- \[in progress\] Hull\n$/iu,
    );
    expect(states('# P\n\n- [Hull](a.md)\n- [1] note\n- Owner: Ilse\n')).toEqual([]);
  });
  it('is struck out because it is done where it says so behind', () => {
    expect(
      states('# P\n\n## Remaining\n\n- ~~**Mast** - to be stepped~~ **DONE** (March)\n- Rudder\n'),
    ).toEqual([
      ['Mast - to be stepped', 'done'],
      ['Rudder', 'planned'],
    ]);
  });
  it('with several signs explains them', () => {
    expect(states('# P\n\n- Signs: ✅ shipped, 🚧 in progress, ⏳ planned\n')).toEqual([]);
  });
  it('that is struck out is dropped, and a struck part is an old name', () => {
    expect(states('# P\n\n- ~~Old mast~~\n')).toEqual([['Old mast', 'dropped']]);
    expect(states('# P\n\n- [ ] ~~Old mast~~ New mast\n')).toEqual([['New mast', 'planned']]);
  });
  it('that is a field of its heading is no item beside it', () => {
    const text = '# P\n\n## ✅ Hull\n\n- **Owner**: Ilse ✅\n- **Priority**: 95% ✅\n';
    expect(read(text).items.filter((item) => item.title !== 'Hull')).toEqual([]);
  });
  it('that gives fields of its section is no item', () => {
    expect(states('# P\n\n## Hull\n\n- **Status**: 🟡 Stub Complete\n- **Owner**: Ilse\n')).toEqual([
      ['Hull', 'active'],
    ]);
  });
});

describe('boxes', () => {
  it('with characters of task tools have a state, and keep their children', () => {
    const doc = read(
      '# P\n\n- [/] Fence\n  - [x] Posts\n  - [ ] Rails\n- [-] Pond\n- [>] Shed\n- [!] Gate\n',
    );
    expect(doc.items.map((item) => [item.title, item.state, item.guess, item.parent])).toEqual([
      ['Fence', 'active', true, null],
      ['Posts', 'done', false, 'p/fence'],
      ['Rails', 'planned', false, 'p/fence'],
      ['Pond', 'dropped', true, null],
      ['Shed', 'planned', true, null],
      ['Gate', 'blocked', true, null],
    ]);
    expect(doc.items[4]?.deferred).toBe(true);
  });
  it('with no-break blanks are boxes', () => {
    expect(states('- [\u00a0] Pump\n- [ ]\u00a0Hose\n')).toEqual([
      ['Pump', 'planned'],
      ['Hose', 'planned'],
    ]);
  });
  it('that only look like some are named, each with its line', () => {
    const doc = read('- [] Compost\n- [x]Seeds\n- \\[ \\] Barrel\n\n-[ ] Poles\n\n- [a link](b) and [1]\n');
    expect(doc.items).toEqual([]);
    expect(doc.skipped.map(({ line }) => line)).toEqual([1, 2, 3, 5]);
  });
  it('are ticked by setting their status', () => {
    expect(set('- [ ] Dig\n', 'Dig', 'done')).toBe('- [x] Dig\n');
    expect(set('- [/] Dig\n', 'Dig', 'Done')).toBe('- [x] Dig\n');
  });
});

describe('a legend', () => {
  it.each([
    '- ✅ = In the first cut\n- ⛔ = Not in it\n',
    '- 🔴 **CRITICAL**: holes\n- 🟠 **HIGH**: one\n- 🟢 **LOW**: many\n',
    '- 🟢 Complete\n- 🟡 In progress\n- ⚪ Todo\n',
    '- 🟢 **No badge** = all is well\n- ⚡ **Flash** = somebody looks at it\n',
  ])('is no list of items: %j', (list) => {
    const doc = read(`# P\n\n## Deferred\n\n${list}`);
    expect(doc.items).toEqual([]);
    expect(doc.skipped).toMatchObject([{ what: 'list', line: 5 }]);
  });
  it('declares its words for the sections beside it', () => {
    const doc = read(
      '# P\n\n## Legend\n\n- ⚓: in progress\n- 🐚: done\n\n## Work\n\n| Task | Status |\n|---|---|\n| a | ⚓ |\n| b | 🐚 |\n',
    );
    expect(doc.items.map((item) => [item.state, item.guess])).toEqual([
      ['active', false],
      ['done', false],
    ]);
  });
  it.each([
    '⚓ - In Progress\n🐚 - Done\n',
    'Legend: ⚓ in progress · 🐚 done\n',
    '⚓ In progress | 🐚 Done\n',
    '> ⚓ = in progress, 🐚 = done\n',
  ])('may be a line or lines: %j', (legend) => {
    const doc = read(`# P\n\n${legend}\n| Task | Status |\n|---|---|\n| a | ⚓ |\n| b | 🐚 |\n`);
    expect(doc.items.map((item) => [item.state, item.guess])).toEqual([
      ['active', false],
      ['done', false],
    ]);
  });
  it.each(['## Symbols\n\n', '## Legend\n\n', ''])(
    'may be a table, under %j: its meanings count',
    (heading) => {
      const doc = read(
        `# P\n\n${heading}| Symbol | Meaning |\n|---|---|\n| ⚓ | in progress |\n| ❌ | dropped |\n\n## Work\n\n| Task | Status |\n|---|---|\n| a | ⚓ |\n| b | ❌ |\n`,
      );
      expect(doc.items.map((item) => [item.state, item.guess])).toEqual([
        ['active', false],
        ['dropped', false],
      ]);
    },
  );
  it('of levels of weight says nothing of the states in the sections beside it', () => {
    const doc = read(
      '# P\n\n## Levels\n\n| Symbol | Meaning |\n|---|---|\n| 🔴 | very heavy |\n| 🟢 | rather light |\n\n## Work\n\n| Task | Status |\n|---|---|\n| a | 🔴 |\n| b | Done |\n',
    );
    expect(doc.items.map((item) => [item.status, item.guess])).toContainEqual(['Done', false]);
  });
  it('wins over what a sign says elsewhere, and gives a sign nobody knows its meaning', () => {
    const doc = read(
      '# P\n\n**Phase status legend**:\n\n- ⭕ Not started\n- 🎯 In progress\n- ✅ Complete\n\nPhases:\n\n- ⭕ Hull\n- 🎯 Mast\n',
    );
    expect(doc.items.map((item) => [item.title, item.state])).toEqual([
      ['Hull', 'planned'],
      ['Mast', 'active'],
    ]);
  });
  it('may have a word among its meanings that nobody knows', () => {
    expect(
      states(
        '# P\n\n- ✅ **Done** - all of it\n- 🚧 **In progress** - partly\n- ⏳ **Planned** - not begun\n- 🔄 **Reworked** - again\n',
      ),
    ).toEqual([]);
  });
  it('may be a line of bare words under its heading', () => {
    const doc = read('# P\n\n## Legend\n\n**Status:** todo / in_progress / completed\n');
    expect(doc.items).toEqual([]);
    expect(doc.vocabularies.flatMap((one) => one.words.map((word) => word.word))).toEqual([
      'todo',
      'in_progress',
      'completed',
    ]);
  });
});

describe('a heading', () => {
  it('states its status by a sign in front, a label or both; neither is part of its name', () => {
    const text =
      '# P\n\n## ✅ Phase 1: Keel\n\n## Phase 2: Mast (SHIPPED 2026-01-12)\n\n## ✅ Phase 3: Paint (COMPLETE)\n\n## Phase 4: Crew (BLOCKED by Phase 1)\n\n## Phase 5: Trial (50%)\n\n## Phase 6: Rig (merged into Phase 2)\n';
    expect(states(text)).toEqual([
      ['Phase 1: Keel', 'done'],
      ['Phase 2: Mast', 'done'],
      ['Phase 3: Paint', 'done'],
      ['Phase 4: Crew', 'blocked'],
      ['Phase 5: Trial', 'active'],
      ['Phase 6: Rig', 'dropped'],
    ]);
    expect(read(text).items[1]?.fields.find((field) => field.name === 'done')?.value).toBe('2026-01-12');
  });
  it('loses the sign that would contradict a new status', () => {
    expect(set('# P\n\n## ✅ Phase 3: Paint (COMPLETE)\n', 'Phase 3: Paint', 'in progress')).toMatch(
      /^# P\n\n## 🚧 Phase 3: Paint \(IN PROGRESS\)/iu,
    );
    expect(set('# P\n\n## ✅ Phase 1: Keel\n', 'Phase 1: Keel', 'in progress')).toBe(
      '# P\n\n## 🚧 Phase 1: Keel\n',
    );
  });
  it('may state a share or have its label in front', () => {
    expect(states('# P\n\n## Write the manual ✅ 75% complete\n\n## 1. [DONE] Fix the pump\n')).toEqual([
      ['Write the manual', 'active'],
      ['Fix the pump', 'done'],
    ]);
  });
  it.each(['✅ Conclusion', '🚧 Known issues', '✅ Заключение', '🏗️ Architecture'])(
    '"%s" names a part of the document',
    (heading) => expect(states(`# P\n\n## ${heading}\n\nText.\n`)).toEqual([]),
  );
  it('that is a status line belongs to the section it stands in', () => {
    expect(
      states('# P\n\n## Hull\n\n### Status: COMPLETE\n\nText.\n\n## Mast\n\n### Status: IN PROGRESS\n'),
    ).toEqual([
      ['Hull', 'done'],
      ['Mast', 'active'],
    ]);
  });
  it('keeps a sign alone behind its name a sign', () => {
    expect(set('# P\n\n## Galley ✓\n\n## Mast (done)\n', 'Galley', '🚧')).toBe(
      '# P\n\n## Galley 🚧\n\n## Mast (done)\n',
    );
  });
  it('with a decoration in front is no item', () => {
    expect(states('# P\n\n## 🚀 Getting started\n\n## 📋 Overview\n')).toEqual([]);
  });
});

describe('a status that can be set', () => {
  const table = '| Task | Status |\n|---|---|\n| Jib | Done |\n| Main | Done |\n';
  it.each(['Todo', 'Cancelled', 'In Review'])('is any known word where none are declared: %s', (word) => {
    expect(set(table, 'Jib', word)).toContain(`| Jib | ${word} |`);
  });
  it('is no word that nobody knows', () => {
    expect(set(table, 'Jib', 'Flibber')).toContain('is not a status of this document');
  });
});

describe("what is none of Markdown's", () => {
  it.each([
    ['+++\ntitle = "Plan"\n# a comment\n+++\n\n- [ ] Dig\n', 'front-matter', 1],
    ['{\n  "title": "Plan"\n}\n\n- [ ] Dig\n', 'front-matter', 1],
    ['- [ ] Dig\n\n# P\n\n    - [ ] code\n', 'list', 5],
  ])('is named and left alone: %j', (text, what, line) => {
    const doc = read(text);
    expect(doc.items.map((item) => item.title)).toEqual(['Dig']);
    expect(doc.skipped).toMatchObject([{ what, line }]);
  });
});
