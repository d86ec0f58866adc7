import fc from 'fast-check';

/** An item of several lines, told from all others by its mark, which nobody changes. */
export interface WholeItem {
  readonly mark: string;
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly more: readonly string[];
}

/** Two ways of writing items of several lines. */
export const FORMS = {
  'tasks of a queue': {
    file: 'queue.yaml',
    textOf: (items: readonly WholeItem[]) => `title: Queue\nitems:\n${items.map(taskOf).join('')}`,
    itemsIn: (text: string) => text.split(/^(?= {2}- )/mu).slice(1),
  },
  'headings with key lines': {
    file: 'lamp.md',
    textOf: (items: readonly WholeItem[]) =>
      `# Lamp\n\n## Items\n\n${items.map(sectionOf).join('')}## End\n\nText.\n`,
    itemsIn: (text: string) => text.split(/^(?=#{2,3} )/mu).filter((part) => part.startsWith('### ')),
  },
} as const;
export type Form = (typeof FORMS)[keyof typeof FORMS];

function taskOf({ mark, id, title, status, more }: WholeItem): string {
  const lines = [`id: ${id}`, `title: ${title}`, `status: ${status}`, `notes: ${mark}`, ...more];
  return lines.map((line, at) => `  ${at === 0 ? '- ' : '  '}${line}\n`).join('');
}

function sectionOf({ mark, id, title, status, more }: WholeItem): string {
  // A heading is an item for the status it states, so only a word that is one may stand there.
  const keys = ['Status: todo', `Owner: ${status}`, `Notes: ${mark}`, ...more];
  const lines = keys.map((line) => `- ${line}\n`).join('');
  return `### ${id} ${title}\n\n${lines}\nAlways the same words.\n\n`;
}

const TITLES = ['Cut', 'Bend', 'Weld', 'Cut'];

export const items: fc.Arbitrary<readonly WholeItem[]> = fc
  .integer({ min: 1, max: 5 })
  .map((count) => Array.from({ length: count }, (_, at) => fresh(`mark${at}z`, `Q${at + 1}`, at)));

function fresh(mark: string, id: string, at: number): WholeItem {
  return { mark, id, title: TITLES[at % TITLES.length] ?? '', status: 'todo', more: [] };
}

/** What a side may do; numbers are taken modulo what there is. */
export const wholeChange = fc.record({
  kind: fc.constantFrom('status', 'more', 'rename', 'drop', 'replace', 'add', 'move'),
  at: fc.nat({ max: 11 }),
  to: fc.nat({ max: 11 }),
});

export interface WrittenOn {
  readonly word: string;
  readonly mark: string;
}

export interface ChangedItems {
  readonly items: readonly WholeItem[];
  readonly written: readonly WrittenOn[];
}

/** The items after changes by `who`, every word of whom is told from those of the other side. */
export function changedItems(
  from: readonly WholeItem[],
  changes: readonly (typeof wholeChange extends fc.Arbitrary<infer Value> ? Value : never)[],
  who: string,
): ChangedItems {
  let items = from;
  const written: WrittenOn[] = [];
  for (const [step, { kind, at, to }] of changes.entries()) {
    const word = `${who}${step}z`;
    const place = items.length === 0 ? 0 : at % items.length;
    const item = items[place];
    if (kind === 'add') items = items.toSpliced(place, 0, fresh(`mark${word}`, `N${word}`, to));
    if (item === undefined) continue;
    if (kind === 'drop') items = items.toSpliced(place, 1);
    if (kind === 'replace') items = items.toSpliced(place, 1, fresh(`mark${word}`, `N${word}`, to));
    if (kind === 'move') items = items.toSpliced(place, 1).toSpliced(to % items.length, 0, item);
    const next = {
      status: { ...item, status: word },
      more: { ...item, more: [...item.more, `owner${word}: ${word}`] },
      rename: { ...item, id: `R${word}`, title: `Called ${word}` },
      drop: null,
      replace: null,
      add: null,
      move: null,
    }[kind];
    if (next === null) continue;
    items = items.with(place, next);
    written.push({ word, mark: item.mark });
  }
  return { items, written };
}
