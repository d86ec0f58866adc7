/** A cell of a label file: what is right there; null where several readings are fair and nothing is scored. */
export type Right = readonly string[] | null;

export const TABLE_ROLES = [
  'key',
  'name',
  'status',
  'due',
  'done',
  'start',
  'owner',
  'depends',
] as const satisfies readonly string[];
export type TableRole = (typeof TABLE_ROLES)[number];

export interface TableLabel {
  readonly file: string;
  readonly line: number;
  readonly kind: Right;
  readonly columns: Readonly<Record<TableRole, Right>>;
}

export interface ListLabel {
  readonly file: string;
  readonly line: number;
  readonly end: number;
  readonly kind: Right;
  readonly count: Right;
  readonly first: Right;
  readonly last: Right;
}

export interface FileLabel {
  readonly file: string;
  readonly title: Right;
  readonly open: Right;
  readonly done: Right;
}

/** Stands where there is none. */
export const NONE = '-';

export function tableLabels(tsv: string): TableLabel[] {
  return rowsOf(tsv).map((row) => {
    const column = (role: TableRole) => right(row(role));
    return {
      file: row('file'),
      line: Number(row('line')),
      kind: right(row('kind')),
      columns: {
        key: column('key'),
        name: column('name'),
        status: column('status'),
        due: column('due'),
        done: column('done'),
        start: column('start'),
        owner: column('owner'),
        depends: column('depends'),
      },
    };
  });
}

export function listLabels(tsv: string): ListLabel[] {
  return rowsOf(tsv).map((row) => ({
    file: row('file'),
    line: Number(row('line')),
    end: Number(row('end')),
    kind: right(row('kind')),
    count: right(row('count')),
    first: right(row('first')),
    last: right(row('last')),
  }));
}

export function fileLabels(tsv: string): FileLabel[] {
  return rowsOf(tsv).map((row) => ({
    file: row('file'),
    title: [row('title')],
    open: right(row('open')),
    done: right(row('done')),
  }));
}

/** Rows of tab-separated values, asked by the names of the header line. */
function rowsOf(tsv: string): ((name: string) => string)[] {
  const [header = '', ...lines] = tsv.split(/\r?\n/u);
  const names = header.split('\t');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return (name) => cells[names.indexOf(name)] ?? NONE;
    });
}

/** A bar that a header escapes is part of it. */
function right(cell: string): Right {
  return cell === '?' ? null : cell.split(/(?<!\\)\|/u);
}
