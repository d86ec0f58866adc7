/** A tracker of a few rows whose notes are told apart by words nobody else uses. */
export const ROWS = 12;

export function writersDocument(name: string): string {
  const rows = Array.from(
    { length: ROWS },
    (_, at) => `| R${at + 1} | Step ${at + 1} of ${name} | planned | note ${at + 1} |`,
  );
  return `# Plan ${name}\n\nSome words before the table.\n\n| ID | Task | Status | Notes |\n|----|------|--------|-------|\n${rows.join('\n')}\n\n## After\n\nSome words behind the table.\n`;
}

/** The same text with another note in one row. */
export function withNote(text: string, row: number, note: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(`| R${row} |`) ? line.replace(/\| [^|]* \|$/u, `| ${note} |`) : line))
    .join('\n');
}
