import type { Skipped } from '../model.ts';

const HEADING = /^\*+[ \t]+(?:TODO|DONE|NEXT|WAITING|HOLD|STARTED|CANCELL?ED)[ \t]/u;

/** Headings of an Org file carry states that only Org knows how to read: named, and left alone. */
export function orgHeadings(text: string, fileName: string): Skipped[] {
  if (!/\.org$/iu.test(fileName)) return [];
  const lines = text.split(/\r\n|\n|\r/u);
  const first = lines.findIndex((line) => HEADING.test(line));
  if (first === -1) return [];
  const count = lines.filter((line) => HEADING.test(line)).length;
  const what =
    count === 1 ? 'A heading of Org with its state is' : `${count} headings of Org with their states are`;
  return [
    {
      what: 'heading',
      line: first + 1,
      reason: `${what} left alone; of this file only lists and tables are read`,
    },
  ];
}
