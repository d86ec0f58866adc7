import fc from 'fast-check';

/** A row, told from all others by its mark, which nobody changes. */
interface Row {
  readonly name: string;
  readonly status: string;
  readonly mark: string;
}

interface Section {
  readonly title: string;
  readonly prose: readonly string[];
  readonly rows: readonly Row[];
  readonly checks: readonly Row[];
}

/** A tracker of tables, check boxes, headings and prose. */
export interface Outline {
  readonly title: string;
  readonly sections: readonly Section[];
}

const NAMES = [
  'Lay the keel',
  'Raise the mast',
  'Sew the sails',
  'Caulk the hull',
  'Paint the bow',
  'Order rope',
];
const TITLES = ['Harbour', 'Yard', 'Workshop', 'Later'];
const STATUSES = ['todo', 'doing', 'done'];

const size = (max: number) => fc.integer({ min: 0, max });

export const outline: fc.Arbitrary<Outline> = fc
  .array(
    fc.record({ rows: size(4), checks: size(3), prose: size(2), explicit: fc.boolean(), same: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((sections) => {
    let count = 0;
    const row = (explicit: boolean, same: boolean, at: number): Row => {
      count += 1;
      const name = NAMES[same ? 0 : at % NAMES.length] ?? '';
      return {
        name: explicit ? `T${count} ${name}` : name,
        status: STATUSES[count % STATUSES.length] ?? '',
        mark: `mark${count}`,
      };
    };
    return {
      title: 'Plan',
      sections: sections.map((of, section) => ({
        title: TITLES[section] ?? '',
        prose: Array.from({ length: of.prose }, (_, at) => `Words ${section} and ${at} about it.`),
        rows: Array.from({ length: of.rows }, (_, at) => row(of.explicit, of.same, at)),
        checks: Array.from({ length: of.checks }, (_, at) => row(false, false, at + 3)),
      })),
    };
  });

/** What a person or program may do to one; numbers are taken modulo what there is. */
export const change = fc.record({
  kind: fc.constantFrom(
    'status',
    'status',
    'name',
    'tick',
    'drop-row',
    'add-row',
    'move-row',
    'drop-section',
    'rename-section',
    'move-section',
    'rename-title',
    'prose',
  ),
  section: fc.nat({ max: 11 }),
  row: fc.nat({ max: 11 }),
  to: fc.nat({ max: 11 }),
});
export type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

/** What a side wrote, in which row (by its mark), when it is a value. */
export interface Written {
  readonly text: string;
  readonly mark: string | null;
}

export interface Changed {
  readonly outline: Outline;
  readonly written: readonly Written[];
}

/** The outline after changes by `who`, every text of whom is told from those of the other side. */
export function changed(from: Outline, changes: readonly Change[], who: string): Changed {
  let { title, sections } = from;
  const written: Written[] = [];
  for (const [step, { kind, section: at, row: rowAt, to }] of changes.entries()) {
    const index = sections.length === 0 ? -1 : at % sections.length;
    const section = sections[index];
    const text = `${who}${step}`;
    if (kind === 'rename-title') title = `Plan of ${text}`;
    if (section === undefined) continue;
    const put = (next: Section) => {
      sections = sections.map((one, place) => (place === index ? next : one));
    };
    const pick = section.rows.length === 0 ? -1 : rowAt % section.rows.length;
    const row = section.rows[pick];
    const putRow = (next: Row | null) =>
      put({
        ...section,
        rows: section.rows.flatMap((one, place) => (place === pick ? (next ?? []) : [one])),
      });
    if (kind === 'rename-section') put({ ...section, title: `${section.title} ${text}` });
    if (kind === 'drop-section') sections = sections.filter((_, place) => place !== index);
    if (kind === 'move-section') {
      const rest = sections.filter((_, place) => place !== index);
      sections = rest.toSpliced(to % (rest.length + 1), 0, section);
    }
    if (kind === 'prose') {
      put({ ...section, prose: [...section.prose, `Remark ${text}.`] });
      written.push({ text: `Remark ${text}.`, mark: null });
    }
    if (kind === 'add-row') {
      const mark = `mark${text}`;
      const fresh = { name: `Added ${text}`, status: 'todo', mark };
      put({ ...section, rows: section.rows.toSpliced(rowAt % (section.rows.length + 1), 0, fresh) });
      written.push({ text: `Added ${text}`, mark });
    }
    if (kind === 'tick' && section.checks.length > 0) {
      const check = section.checks[rowAt % section.checks.length];
      put({
        ...section,
        checks: section.checks.map((one) => (one === check ? { ...one, name: `${one.name} ${text}` } : one)),
      });
      if (check) written.push({ text, mark: check.mark });
    }
    if (row === undefined) continue;
    if (kind === 'drop-row') putRow(null);
    if (kind === 'status') {
      putRow({ ...row, status: text });
      written.push({ text, mark: row.mark });
    }
    if (kind === 'name') {
      putRow({ ...row, name: `${row.name} ${text}` });
      written.push({ text, mark: row.mark });
    }
    if (kind === 'move-row') {
      const target = to % sections.length;
      putRow(null);
      sections = sections.map((one, place) =>
        place === target ? { ...one, rows: [...one.rows, row] } : one,
      );
    }
  }
  return { outline: { title, sections }, written };
}

export function textOf({ title, sections }: Outline): string {
  const table = (rows: readonly Row[]) =>
    rows.length === 0
      ? ''
      : `| Task | Status | Note |\n|---|---|---|\n${rows.map((row) => `| ${row.name} | ${row.status} | ${row.mark} |\n`).join('')}\n`;
  const list = (rows: readonly Row[]) =>
    rows.length === 0 ? '' : `${rows.map((row) => `- [ ] ${row.name} ${row.mark}\n`).join('')}\n`;
  const prose = (lines: readonly string[]) => (lines.length === 0 ? '' : `${lines.join('\n')}\n\n`);
  return `# ${title}\n\n${sections
    .map((one) => `## ${one.title}\n\n${prose(one.prose)}${table(one.rows)}${list(one.checks)}`)
    .join('')}`;
}
