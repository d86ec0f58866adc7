/** A line longer than the reader allows; what came before it was handed out. */
export interface LineTooLong {
  readonly kind: 'line-too-long';
  readonly limit: number;
}

/**
 * Splits bytes that arrive in any portions into lines, decoded as UTF-8: a character or a line end (LF, CRLF or CR)
 * that is torn apart by a portion comes out whole. A byte order mark at the start is dropped. Holds at most one line.
 */
export interface LineReader {
  /** The lines completed by these bytes; a failure is final. */
  push(bytes: Uint8Array): readonly string[] | LineTooLong;
  /** The same for text that is decoded already. */
  pushText(text: string): readonly string[] | LineTooLong;
  /** What is left when no more bytes come: the last line, if it had no end. */
  finish(): readonly string[];
}

export function createLineReader(options: { readonly maxCharacters: number }): LineReader {
  const decoder = new TextDecoder();
  // Portions are kept apart until a line ends: joining each time would copy a long line again and again.
  let pending: string[] = [];
  let pendingLength = 0;
  let skipLineFeed = false;

  const take = (text: string): readonly string[] | LineTooLong => {
    const lines: string[] = [];
    let from = skipLineFeed && text.startsWith('\n') ? 1 : 0;
    if (text !== '') skipLineFeed = false;
    const ends = /\r\n|\r|\n/g;
    ends.lastIndex = from;
    for (let end = ends.exec(text); end !== null; end = ends.exec(text)) {
      pending.push(text.slice(from, end.index));
      lines.push(pending.join(''));
      pending = [];
      pendingLength = 0;
      from = ends.lastIndex;
      if (end[0] === '\r' && from === text.length) skipLineFeed = true;
    }
    const rest = text.slice(from);
    if (rest !== '') {
      pending.push(rest);
      pendingLength += rest.length;
    }
    const longest = lines.reduce((most, line) => Math.max(most, line.length), pendingLength);
    if (longest > options.maxCharacters) return { kind: 'line-too-long', limit: options.maxCharacters };
    return lines;
  };

  return {
    push: (bytes) => take(decoder.decode(bytes, { stream: true })),
    pushText: take,
    finish() {
      const lines = take(decoder.decode());
      const rest = pending.join('');
      return [...('kind' in lines ? [] : lines), ...(rest === '' ? [] : [rest])];
    },
  };
}
