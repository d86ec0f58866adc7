export interface SnippetPart {
  readonly text: string;
  readonly match: boolean;
}

/** Cuts a search snippet at the engine's marks (U+0002 before a match, U+0003 after). */
export function snippetParts(snippet: string): readonly SnippetPart[] {
  const parts: SnippetPart[] = [];
  for (const [at, piece] of snippet.split('\u0002').entries()) {
    const end = at === 0 ? -1 : piece.indexOf('\u0003');
    if (end > 0) parts.push({ text: piece.slice(0, end), match: true });
    const rest = piece.slice(end + 1);
    if (rest !== '') parts.push({ text: rest, match: false });
  }
  return parts;
}

export function plainSnippet(snippet: string): string {
  return snippetParts(snippet)
    .map((part) => part.text)
    .join('');
}
