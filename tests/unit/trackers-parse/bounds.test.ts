import { describe, expect, it } from 'vitest';
import { exportCsv } from '../../../core/domain/trackers/export.ts';
import { placesOf } from '../../../core/domain/trackers/places/places.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { readBlocks } from '../../../core/domain/trackers/text/read-blocks.ts';

const counted = (count: number, of: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => of(at));
const queue = (text: string) => parseTracker(text, { fileName: 'queue.yaml' });

describe('a row that ends early', () => {
  it('lacks the cells of the first columns alone, however many its table has', () => {
    const columns = counted(500, (at) => ` C${at} |`).join('');
    const head = `| Task | Status |${columns}\n|---|---|${'---|'.repeat(500)}\n`;
    const { items } = parseTracker(
      `# Plan\n\n${head}| Lamp | done |\n| Buoy | todo |${' x |'.repeat(500)}\n`,
    );
    expect(items.map(({ title, state, fields }) => [title, state, fields.length])).toEqual([
      ['Lamp', 'done', 24],
      ['Buoy', 'planned', 502],
    ]);
  });
});

describe('the CSV export of a document with very many fields', () => {
  const tables = counted(
    300,
    (at) => `| Task | Own ${at} |\n|---|---|\n| - [ ] T${at} Lamp | said ${at} |\n\n`,
  );
  const doc = parseTracker(`# Plan\n\n## Tasks\n\n${tables.join('')}`);

  it('has two hundred columns of them, and what the others say together in one', () => {
    const csv = exportCsv(doc);
    const [head = '', ...rows] = csv.split('\r\n');
    expect(head.split(',').slice(-2)).toEqual(['Own 199', 'others']);
    expect(rows[250]?.endsWith(',Own 250: said 250')).toBe(true);
    expect(rows.every((row) => row.split(',').length <= head.split(',').length)).toBe(true);
    expect(doc.items.every((_, at) => csv.includes(`said ${at}`))).toBe(true);
  });
});

describe('aliases of a queue', () => {
  it('stand for what has their anchor before them', () => {
    const { items } = queue(
      'a: &a todo\nb: &b done\ntasks:\n  - id: T1\n    status: *a\n  - id: T2\n    status: *b\n',
    );
    expect(items.map(({ status }) => status)).toEqual(['todo', 'done']);
    const again = queue(
      'tasks:\n  - {id: T1, status: &a todo}\n  - {id: T2, status: *a, note: &a done}\n  - {id: T3, status: *a}\n',
    );
    expect(again.items.map(({ status }) => status)).toEqual(['todo', 'todo', 'done']);
  });

  it('are followed as far as a file of their size may say, and the first that is not is named', () => {
    const long = 'long '.repeat(10_000);
    const tasks = counted(2000, (at) => `  - id: T${at}\n    title: *a\n`).join('');
    const { items, skipped } = queue(`base: &a ${long}\ntasks:\n${tasks}`);
    expect(items).toHaveLength(2000);
    expect(items[0]?.title).toBe(long.trim());
    expect(items.at(-1)?.fields.find(({ name }) => name === 'name')).toMatchObject({
      value: '',
      editable: false,
    });
    expect(skipped.filter(({ reason }) => reason.startsWith('Aliases of this file'))).toHaveLength(1);
  });
});

describe('an entry of a queue with very many keys', () => {
  it('has each once, and says of those that repeat that the first counts', () => {
    const keys = counted(3000, (at) => `    k${at % 1500}: v${at}\n`).join('');
    const { items, skipped } = queue(`tasks:\n  - id: T1\n${keys}`);
    expect(items[0]?.fields).toHaveLength(1501);
    expect(items[0]?.fields.at(-1)).toMatchObject({ value: 'v1499', editable: false });
    expect(skipped.filter(({ reason }) => reason.includes('stands more than once'))).toHaveLength(1500);
  });
});

describe('tasks of a queue that stand in one line', () => {
  it('have that line for their place', () => {
    const text = `tasks: [${counted(200, (at) => `{id: T${at}, title: Lamp ${at}}`).join(', ')}]\nnote: x\n`;
    const { items } = queue(text);
    expect(new Set(items.map(({ span }) => text.slice(span.start, span.end)))).toEqual(
      new Set([text.slice(0, text.indexOf('note'))]),
    );
  });
});

describe('blanks that are none to Markdown', () => {
  const N = '\u00A0';
  const typesOf = (text: string) => readBlocks(text).blocks.map(({ type }) => type);

  it('are part of a tag’s value, and part nothing', () => {
    expect(typesOf(`<a b=c${N}d>\n`)).toEqual(['html']);
    expect(typesOf(`<a${N}b>\n`)).toEqual(['paragraph']);
    expect(typesOf(`<div${N}x\n`)).toEqual(['paragraph']);
  });

  it('stay in the text, where each place is what it was', () => {
    const { items } = parseTracker(
      `# Plan\n\n## <b>Keel${N}one</b> of <i>two${N}\n\n- [ ] <b>Lamp${N}x</b>${N}\n`,
    );
    expect(items.map(({ title }) => title)).toEqual([`Lamp${N}x`]);
    const [heading] = readBlocks(`## <b>Keel${N}one</b>${N}\n`).blocks;
    expect(heading).toMatchObject({ type: 'heading', text: { start: 3, end: 18 } });
  });
});

describe('a diagram', () => {
  const mermaid = (line: string) =>
    parseTracker(`# P\n\n\`\`\`mermaid\nflowchart TD\n  A[One] --> B\n  ${line}\n\`\`\`\n`).diagrams[0];

  it('leaves out lines that nobody drew, and joins no groups of very many', () => {
    const many = counted(40, (at) => `N${at}`).join(' & ');
    expect(mermaid(`C[${'x'.repeat(2000)}]`)?.nodes.map(({ id }) => id)).toEqual(['A', 'B']);
    expect(mermaid(`${many} --> ${many}`)?.edges).toHaveLength(1);
  });

  it('gives a class to each node that is named for it', () => {
    const drawn = mermaid('class A, B done;');
    expect(drawn?.nodes.map((node) => node.class)).toEqual(['done', 'done']);
  });
});

describe('rows of a summary', () => {
  const plan = (sections: number) =>
    parseTracker(
      `# Plan\n\n| Task | Status |\n|---|---|\n| M1 Lamp | done |\n\n${counted(sections, (at) => `## M${at + 1} Lamp\n\nStatus: todo\n\n`).join('')}`,
    );

  it('are the section with their id, however many sections have the name', () => {
    expect(placesOf(plan(2)).size).toBe(1);
    expect(placesOf(plan(200)).size).toBe(1);
  });
});
