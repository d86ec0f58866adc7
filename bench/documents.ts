import { seeded } from './random.ts';

const states = ['not-started', 'in-progress', 'blocked', 'done'] as const;
const verbs = ['Survey', 'Replace', 'Verify', 'Move', 'Approve', 'Measure', 'Document', 'Retire'] as const;
const nouns = [
  'north beacon',
  'lamp controller',
  'shore link',
  'watch display',
  'tide gauge',
  'battery bank',
] as const;

/**
 * A tracker of about `bytes` bytes: sections with a table of 40 rows and a check list of 10 entries each.
 * Dates run through 2026; the same seed gives the same text.
 */
export function trackerOf(bytes: number, seed: number): string {
  const random = seeded(seed);
  const parts: string[] = ['# Generated programme\n\n- Last Updated: February 14, 2026\n\n'];
  let length = parts[0]?.length ?? 0;
  for (let section = 1; length < bytes; section += 1) {
    const lines = [
      `## Section ${section} ${random.pick(nouns)}\n\n| Milestone | Target Date | Status | Owner | Notes |\n|---|---|---|---|---|\n`,
    ];
    for (let row = 1; row <= 40; row += 1) {
      const day = String(1 + random.below(28)).padStart(2, '0');
      const month = String(1 + random.below(12)).padStart(2, '0');
      lines.push(
        `| S${section}-M${row} ${random.pick(verbs)} the ${random.pick(nouns)} | 2026-${month}-${day} | ${random.pick(states)} | Owner ${random.below(12)} | Checked against \`plan/${section}/${row}\` and the ${random.pick(nouns)}. |\n`,
      );
    }
    lines.push('\n');
    for (let box = 1; box <= 10; box += 1) {
      lines.push(
        `- [${random.next() < 0.5 ? 'x' : ' '}] **C${section}-${box}**: ${random.pick(verbs)} the ${random.pick(nouns)}\n`,
      );
    }
    lines.push('\n');
    const text = lines.join('');
    parts.push(text);
    length += text.length;
  }
  return parts.join('');
}

/** A small tracker as teams keep them: one table of ten rows. */
export function smallTracker(seed: number): string {
  const random = seeded(seed);
  const rows = Array.from(
    { length: 10 },
    (_unused, row) =>
      `| T${row + 1} ${random.pick(verbs)} the ${random.pick(nouns)} | 2026-0${1 + random.below(9)}-1${random.below(10)} | ${random.pick(states)} | item ${seed}-${row} |\n`,
  );
  return `# Tracker ${seed}\n\n## Work\n\n| Task | Due | Status | Notes |\n|---|---|---|---|\n${rows.join('')}`;
}

/** One table, as an export of another program gives it: all its rows in one section. */
export function largeTable(rows: number, seed: number): string {
  const random = seeded(seed);
  const lines = Array.from(
    { length: rows },
    (_unused, row) =>
      `| T${row + 1} ${random.pick(verbs)} the ${random.pick(nouns)} ${row + 1} | 2026-0${1 + random.below(9)}-1${random.below(10)} | ${random.pick(states)} | Owner ${random.below(12)} | item ${row + 1} checked |\n`,
  );
  return `# Register\n\n## Work\n\n| Task | Due | Status | Owner | Notes |\n|---|---|---|---|---|\n${lines.join('')}`;
}

const people = ['Ada Berg', 'Bo Lind', 'Cem Arslan', 'Dara Okafor', 'Elin Voss', 'Femi Ade'] as const;

/** A programme as a team keeps it: phases of twenty tasks with owners and dates through 2026 and 2027. */
export function programmeOf(tasks: number, seed: number): string {
  const random = seeded(seed);
  const two = (n: number) => String(n).padStart(2, '0');
  const lines = [
    `---\nowner: ${random.pick(people)}\nlast-verified: 2026-${two(1 + random.below(11))}-15\n---\n# ${random.pick(verbs)} the ${random.pick(nouns)}, lot ${seed}\n`,
  ];
  for (let task = 0; task < tasks; task += 1) {
    const phase = 1 + Math.floor(task / 20);
    if (task % 20 === 0)
      lines.push(
        `\n## Phase ${phase}\n\n| ID | Task | Owner | Due | Status | Notes |\n|---|---|---|---|---|---|\n`,
      );
    const due = `${2026 + random.below(2)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
    lines.push(
      `| P${phase}-${1 + (task % 20)} | ${random.pick(verbs)} the ${random.pick(nouns)} ${seed}.${task} | ${random.pick(people)} | ${due} | ${random.pick(states)} | see plan ${phase} |\n`,
    );
  }
  return lines.join('');
}
