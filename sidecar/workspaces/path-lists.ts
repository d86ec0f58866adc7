const SHOWN = 5;

/** What git lists with `-z`. */
export const listedPaths = (text: string): string[] => text.split('\0').filter((path) => path !== '');

/** For a sentence: "a, b and c", or the first of them and how many more there are. */
export function namePaths(paths: readonly string[]): string {
  const more = paths.length - SHOWN;
  const named = more > 0 ? [...paths.slice(0, SHOWN), `${more} more`] : paths;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
