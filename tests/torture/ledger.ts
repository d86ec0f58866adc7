/**
 * The independent judge's own model of the tracker under torture: it renders the expected file from the edits it was
 * told of, with string joins only, so that it shares no code with the parser, the splicer or the engine.
 */
const rowCount = 40;

export interface Change {
  readonly row: number;
  readonly field: 'notes' | 'date' | 'check';
  readonly value: string;
}

export interface Ledger {
  readonly notes: readonly string[];
  readonly dates: readonly string[];
  readonly checks: readonly boolean[];
}

export const firstLedger: Ledger = {
  notes: Array.from({ length: rowCount }, (_unused, row) => `note ${row}`),
  dates: Array.from({ length: rowCount }, () => '2026-03-01'),
  checks: Array.from({ length: rowCount }, () => false),
};

export function apply(ledger: Ledger, change: Change): Ledger {
  const set = <Value>(list: readonly Value[], value: Value) => list.with(change.row, value);
  switch (change.field) {
    case 'notes':
      return { ...ledger, notes: set(ledger.notes, change.value) };
    case 'date':
      return { ...ledger, dates: set(ledger.dates, change.value) };
    case 'check':
      return { ...ledger, checks: set(ledger.checks, change.value === 'true') };
    default:
      return change.field satisfies never;
  }
}

/** Mixed line ends, a BOM and odd padding on purpose: a torn or normalised file would show. */
export function render(ledger: Ledger): string {
  const id = (row: number) => String(row).padStart(3, '0');
  const rows = ledger.notes.map(
    (note, row) => `|  R${id(row)} Row ${row}|${ledger.dates[row]}   | planned | ${note} |\r\n`,
  );
  const boxes = ledger.checks.map(
    (checked, row) => `* [${checked ? 'x' : ' '}] **C${id(row)}**: Box ${row}  \n`,
  );
  return `\uFEFF# Torture\n\n- Status Key: \`planned\` | \`done\`\n\n## Rows\n\n| Task | Due | Status | Notes |\r\n|:--|---|---|---|\r\n${rows.join('')}\r\n## Boxes\n\n${boxes.join('')}`;
}

/** The nth change of a seed: the same in the victim and in a repeat of a failed run. */
export function changeAt(random: { below(limit: number): number }, n: number): Change {
  const row = random.below(rowCount);
  switch (random.below(3)) {
    case 0:
      return { row, field: 'notes', value: `note ${row} change ${n}` };
    case 1:
      return {
        row,
        field: 'date',
        value: `2026-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`,
      };
    default:
      return { row, field: 'check', value: random.below(2) === 0 ? 'true' : 'false' };
  }
}

/** A whole small tracker for the imports under torture. */
export function extraTracker(n: number): string {
  const rows = Array.from({ length: 60 }, (_unused, row) => `| X${n}-${row} Extra ${row} | todo |\n`);
  return `# Extra ${n}\n\n| Task | Status |\n|---|---|\n${rows.join('')}`;
}
export const extraItems = 60;
