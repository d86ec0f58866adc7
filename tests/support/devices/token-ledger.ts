/**
 * What became of every value that somebody wrote, judged by words that occur once: each must stand in the text, or in
 * a conflict, unless whoever took it away had it before their eyes.
 */
export interface TokenLedger {
  /** A word nobody wrote before. */
  fresh(): string;
  /** From now on expected to be found in this tracker. */
  wrote(path: string, text: string): void;
  /** Taken away by somebody who saw it. */
  removed(before: string, after: string): void;
  /** The words that must be found in this tracker. */
  expected(path: string): readonly string[];
}

const WORDS = /\bw\d+z\b/gu;

export function tokenLedger(): TokenLedger {
  let count = 0;
  const places = new Map<string, string>();
  const gone = new Set<string>();
  return {
    fresh() {
      count += 1;
      return `w${count}z`;
    },
    wrote(path, text) {
      for (const word of wordsIn(text)) if (!places.has(word)) places.set(word, path);
    },
    removed(before, after) {
      const left = new Set(wordsIn(after));
      for (const word of wordsIn(before)) if (!left.has(word)) gone.add(word);
    },
    expected: (path) =>
      [...places].filter(([word, where]) => where === path && !gone.has(word)).map(([word]) => word),
  };
}

export function wordsIn(text: string): string[] {
  return text.match(WORDS) ?? [];
}
