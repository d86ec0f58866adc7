import { mergeThreeWay } from '../../../core/domain/trackers/merge/merge.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';

/** Every merge of two versions over one that neither of them is older than. */
function mergesOf(versions: readonly ParsedDocument[]) {
  return versions.flatMap((base, first) =>
    versions.slice(first).flatMap((mine, toMine) =>
      versions.slice(first).map((theirs, toTheirs) => ({
        name: `over ${first + 1}: ${first + toMine + 1} with ${first + toTheirs + 1}`,
        base,
        mine,
        theirs,
        later: toMine > toTheirs ? mine : theirs,
        result: mergeThreeWay(base, mine, theirs),
      })),
    ),
  );
}

/** What broke the promises every history keeps; empty when all held. */
export function historyProblems(versions: readonly ParsedDocument[]): string[] {
  return mergesOf(versions).flatMap(({ name, base, mine, theirs, result }) => {
    const problems: string[] = [];
    const alone = base === mine || mine.text === theirs.text ? theirs : base === theirs ? mine : null;
    if (alone !== null && (result.conflicts.length > 0 || result.text !== alone.text))
      problems.push(`${name}: one side's change was not taken as it is`);
    for (const clash of result.conflicts) {
      if (clash.earlier === clash.later || clash.base === clash.earlier || clash.base === clash.later)
        problems.push(`${name}: ${clash.field} is shown as a conflict, yet only one side changed it`);
    }
    return problems;
  });
}

/** The merges of a history that changes no value twice which do not end at the later version. */
export function notEndingAtLater(versions: readonly ParsedDocument[]): string[] {
  return mergesOf(versions)
    .filter(({ later, result }) => result.conflicts.length > 0 || result.text !== later.text)
    .map(({ name }) => name);
}
