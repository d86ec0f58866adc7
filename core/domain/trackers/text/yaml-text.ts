import { type LineCounter, type ParsedNode, parseDocument } from 'yaml';

export interface YamlText {
  readonly contents: ParsedNode | null;
  readonly error: { readonly line: number; readonly reason: string } | null;
}

/** YAML as nodes with offsets. Text that is none comes back as an error, never as a throw. */
export function parseYaml(source: string, lines: LineCounter): YamlText {
  try {
    const { contents, errors } = parseDocument(source, { lineCounter: lines, uniqueKeys: false });
    const [error] = errors;
    if (error === undefined) return { contents, error: null };
    const [message = ''] = error.message.split('\n');
    // The place is told once, and counted in the whole file.
    const reason = message.replace(/ at line \d+, column \d+:?\s*$/u, '');
    return { contents: null, error: { line: lines.linePos(error.pos[0]).line, reason } };
  } catch (cause) {
    // The library recurses per nesting level; thousands of brackets end the stack.
    const reason = cause instanceof RangeError ? 'it is nested too deeply' : String(cause);
    return { contents: null, error: { line: 1, reason } };
  }
}
