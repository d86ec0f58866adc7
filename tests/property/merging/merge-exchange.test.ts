import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/random.ts';
import {
  type MergeableRevision,
  mergeRevisions,
} from '../../../core/domain/trackers/merge/revisions/merge-revisions.ts';
import { inMergeOrder } from '../../../core/domain/trackers/merge/revisions/side-order.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { atOnce } from '../../../core/kernel/steps.ts';

interface Revision extends MergeableRevision<null> {
  readonly text: string;
  readonly conflicts: readonly string[];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** Some devices that have parts of one history: no database, no files, only what a merge makes of it. */
class History {
  readonly revisions = new Map<string, Revision>();
  readonly #documents = new Map<string, ParsedDocument>();

  add(parents: readonly string[], text: string, at: number, conflicts: readonly string[] = []): string {
    const id = digest(JSON.stringify([parents.toSorted(), text, conflicts]));
    if (!this.revisions.has(id))
      this.revisions.set(id, { id, parents, hash: digest(text), at, reading: null, text, conflicts });
    return id;
  }

  of(id: string): Revision {
    const found = this.revisions.get(id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  }

  headsAmong(known: ReadonlySet<string>): Revision[] {
    const parents = new Set([...known].flatMap((id) => this.of(id).parents));
    return [...known].filter((id) => !parents.has(id)).map((id) => this.of(id));
  }

  /** What a device does with its heads. */
  bringTogether(known: Set<string>, at: number): Revision {
    for (;;) {
      const [one, other] = inMergeOrder((id) => this.of(id), this.headsAmong(known));
      if (one === undefined) throw new Error('no history');
      if (other === undefined) return one;
      const merged = atOnce(
        mergeRevisions(
          {
            revisionOf: (id) => this.of(id),
            documentOf: (hash) => this.#document(hash),
            read: (text) => parseTracker(text),
          },
          one.id,
          other.id,
        ),
      );
      const conflicts = merged.conflicts.map(({ earlier, later }) => `${earlier ?? ''} ${later ?? ''}`);
      known.add(this.add([one.id, other.id], merged.text, at, conflicts));
    }
  }

  #document(hash: string): ParsedDocument {
    const known = this.#documents.get(hash);
    if (known !== undefined) return known;
    const found = [...this.revisions.values()].find((revision) => revision.hash === hash);
    if (found === undefined) throw new Error(`no text ${hash}`);
    const read = parseTracker(found.text);
    this.#documents.set(hash, read);
    return read;
  }
}

const PAGE = `# Lamp Programme

## Milestones

| Milestone | Target Date | Status | Owner | Notes |
|---|:--|---|---|---|
| M0 Charter signed | November 3, 2026 | done | Ilse | with the council |
| M1 Survey complete | November 28, 2026 | in-progress | Teo | |
| M2 First lamp lit | December 12, 2026 | not-started | | needs posts |
| M3 Quay paved | January 9, 2027 | not-started | Teo | |

## Tasks

| Task | Status | Notes |
|---|---|---|
| Order the posts | in-progress | from the yard |
| Dig the trench | not-started | after the frost |
| Lay the cable | not-started | |

## Checks

- [x] Permit in hand
- [ ] Harbour told
- [ ] Power agreed

## Notes

Some prose stays as it is.
`;

const WORDS = /\bw\d+z\b/gu;
const wordsIn = (text: string): string[] => text.match(WORDS) ?? [];

interface Outcome {
  readonly steps: readonly string[];
  readonly problems: readonly string[];
}

/** Devices change a text and tell each other, in an order that follows from the seed. */
function exchanged(seed: number): Outcome {
  const random = seeded(seed);
  const history = new History();
  const first = history.add([], PAGE, 1);
  const devices = [new Set([first]), new Set([first]), new Set([first])];
  const steps: string[] = [];
  const written = new Set<string>();
  const removed = new Set<string>();
  let words = 0;
  const pick = () => devices[random.below(devices.length)] ?? new Set<string>();
  for (let at = 10; at < 34; at += 1) {
    const known = pick();
    const name = devices.indexOf(known);
    if (random.below(3) === 0) {
      const from = pick();
      for (const id of from) known.add(id);
      history.bringTogether(known, at);
      steps.push(`${devices.indexOf(from)} to ${name}`);
      continue;
    }
    const now = history.bringTogether(known, at);
    words += 1;
    const { text, what } = changed(now.text, `w${words}z`, random);
    for (const word of wordsIn(text)) written.add(word);
    const left = new Set(wordsIn(text));
    for (const word of wordsIn(now.text)) if (!left.has(word)) removed.add(word);
    known.add(history.add([now.id], text, at));
    steps.push(`${name}: ${what}`);
  }
  for (const from of devices) for (const to of devices) for (const id of from) to.add(id);
  const ends = devices.map((known, index) => history.bringTogether(known, 1000 + index));
  const there = new Set(
    [...history.revisions.values()]
      .flatMap(({ conflicts }) => conflicts.flatMap(wordsIn))
      .concat(wordsIn(ends[0]?.text ?? '')),
  );
  const lost = [...written].filter((word) => !removed.has(word) && !there.has(word));
  const lines = (ends[0]?.text ?? '').split('\n').filter((line) => wordsIn(line).length > 0);
  return {
    steps,
    problems: [
      ...(new Set(ends.map(({ id }) => id)).size === 1 ? [] : ['the devices end with different revisions']),
      ...lost.map((word) => `${word} is neither in the text nor in a conflict`),
      ...lines.filter((line, index) => lines.indexOf(line) !== index).map((line) => `twice: ${line}`),
    ],
  };
}

function changed(
  text: string,
  word: string,
  random: { below(limit: number): number },
): { readonly text: string; readonly what: string } {
  const lines = text.split('\n');
  const rows = lines.flatMap((line, index) =>
    /^(?:\| (?:[A-Z]|w\d)(?!ilestone|ask \|)|- \[)/u.test(line) ? [index] : [],
  );
  const at = rows[random.below(rows.length)] ?? 0;
  const to = rows[random.below(rows.length)] ?? 0;
  const line = lines[at] ?? '';
  switch (random.below(7)) {
    case 0:
      lines.splice(at, 1);
      return { text: lines.join('\n'), what: `delete ${line}` };
    case 1:
      lines.splice(at, 1);
      lines.splice(to, 0, line);
      return { text: lines.join('\n'), what: `move ${line} to line ${to}` };
    case 2: {
      const row = line.startsWith('-')
        ? `- [ ] ${word} box`
        : line.split('|').length === 5
          ? `| ${word} task | not-started | |`
          : `| ${word} milestone | | not-started | | |`;
      lines.splice(at, 0, row);
      return { text: lines.join('\n'), what: `add ${row}` };
    }
    case 3:
      lines.push(`More prose ${word}.`);
      return { text: lines.join('\n'), what: `prose ${word}` };
    case 4:
      lines[at] = line.startsWith('-')
        ? line.replace(/\] .*/u, `] ${word} named`)
        : line.replace(/^\| [^|]*/u, `| ${word} named `);
      return { text: lines.join('\n'), what: `rename ${line} to ${word}` };
    default:
      lines[at] = line.startsWith('-') ? `${line} ${word}` : line.replace(/\|[^|]*\|$/u, `| ${word} |`);
      return { text: lines.join('\n'), what: `note ${word} in ${line}` };
  }
}

describe('devices that merge what they hear of each other', () => {
  it('all end at one revision, with every value in it or in a conflict, and no line twice', () => {
    const from = Number(process.env['QUARTERDECK_SEED'] ?? 1);
    for (let seed = from; seed < from + 100; seed += 1) {
      const { steps, problems } = exchanged(seed);
      expect(problems.length === 0 ? [] : [`seed ${seed}`, ...problems, ...steps]).toEqual([]);
    }
  });
});
