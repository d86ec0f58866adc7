/** A document of about so many characters; another `salt` gives another version of every line that can differ. */
export type Shape = (size: number, salt: string) => string;

export const times = (size: number, piece: string): number => Math.max(1, Math.floor(size / piece.length));
/** One piece over and over, then the salt. */
export const run =
  (piece: string, lead = '# Plan\n\n'): Shape =>
  (size, salt) =>
    `${lead}${piece.repeat(times(size, piece))}${salt}\n`;
/** Lines that are told by their number and the salt. */
export const lines =
  (of: (at: number, salt: string) => string, lead = '# Plan\n\n'): Shape =>
  (size, salt) => {
    const count = times(size, of(1000, salt));
    return lead + Array.from({ length: count }, (_, at) => of(at, salt)).join('');
  };
/** A table of one column after the other, as many as rows. */
export const square =
  (cell: (row: number, column: number, salt: string) => string): Shape =>
  (size, salt) => {
    const one = cell(1, 1, salt).length + 3;
    const side = Math.max(2, Math.floor(Math.sqrt(size / one)));
    const row = (at: number) =>
      `| ${Array.from({ length: side }, (_, column) => cell(at, column, salt)).join(' | ')} |\n`;
    const names = `| ${Array.from({ length: side }, (_, column) => `C${column}`).join(' | ')} |\n`;
    return `# Plan\n\n${names}|${'---|'.repeat(side)}\n${Array.from({ length: side }, (_, at) => row(at)).join('')}`;
  };
/** Tasks with many columns more, as many for each task as `wide` says. */
export const tasksOf =
  (wide: number, cell: (row: number, column: number, salt: string) => string): Shape =>
  (size, salt) => {
    let rows = 2;
    while (rows * 18 + wide * rows * (10 + cell(1, 1, salt).length * rows) < size) rows += 1;
    const columns = Math.max(1, Math.floor(rows * wide));
    const all = Array.from({ length: columns }, (_, column) => column);
    const head = `| Task | Status |${all.map((column) => ` C${column} |`).join('')}\n|---|---|${'---|'.repeat(columns)}\n`;
    const row = (at: number) =>
      `| T${at} Lamp | todo |${all.map((column) => cell(at, column, salt)).join('')}\n`;
    return `# Plan\n\n${head}${Array.from({ length: rows }, (_, at) => row(at)).join('')}`;
  };
/** One row of a table whose last cell holds a long text. */
export const inCell =
  (column: string, piece: string): Shape =>
  (size, salt) =>
    `# Plan\n\n| Task | ${column} |\n|---|---|\n| Lamp | ${piece.repeat(times(size, piece))}${salt} |\n| Buoy | done |\n`;
export const inItem =
  (piece: string): Shape =>
  (size, salt) =>
    `# Plan\n\n- [ ] Lamp ${piece.repeat(times(size, piece))}${salt}\n- [x] Buoy\n`;
export const inHeading =
  (piece: string): Shape =>
  (size, salt) =>
    `# Plan\n\n## M1 ${piece.repeat(times(size, piece))}${salt}\n\nStatus: done\n`;
export const rows = (
  of: (at: number, salt: string) => string,
  head = '| Task | Status | Due | Owner |',
): Shape => lines(of, `# Plan\n\n${head}\n|${'---|'.repeat(head.split('|').length - 2)}\n`);
export const front =
  (of: Shape): Shape =>
  (size, salt) =>
    `---\n${of(size, salt)}---\n\n# Plan\n\n- [ ] Lamp\n`;
export const wrapped =
  (open: string, close: string, lead: string, tail = ''): Shape =>
  (size, salt) => {
    const depth = times(size, open + close);
    return `${lead}${open.repeat(depth)}${salt || 'x'}${close.repeat(depth)}\n${tail}`;
  };
export const backticks: Shape = (size) => {
  const parts: string[] = [];
  for (let length = 0, at = 1; length < size; at += 1) {
    const part = `${'`'.repeat(at)} `;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
};
