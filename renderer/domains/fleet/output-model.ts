import type { RowOf } from '../../../core/contract/index.ts';
import { formatBytes, formatCount } from '../../ui/text/format.ts';

export type OutputLine = Pick<RowOf<'agents.output'>, 'at' | 'stream' | 'text'> & { readonly id: string };

/** Lines drawn at once; older ones are still copied. */
export const shownLines = 500;

export const streamLabels: Readonly<Record<OutputLine['stream'], string>> = {
  stdout: 'out',
  stderr: 'err',
  model: 'model',
  note: 'note',
  tool: 'tool',
};

// Colour codes and cursor moves of a terminal, and other control characters but tab.
const TerminalCodes =
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** A line as text: what a terminal would have acted on is left out. */
export const plainLine = (text: string): string => text.replaceAll(TerminalCodes, '');

interface Cut {
  readonly cutLines: number;
  readonly cutBytes: number;
}

/** What isn't here any more and what is here but not drawn; null when everything is in view. */
export function cutSentence(held: number, { cutLines, cutBytes }: Cut): string | null {
  const parts: string[] = [];
  if (cutLines > 0 || cutBytes > 0) {
    const size = cutBytes > 0 ? ` (${formatBytes(cutBytes)})` : '';
    parts.push(`${formatCount(cutLines, 'earlier line')}${size} ${cutLines === 1 ? 'was' : 'were'} dropped`);
  }
  if (held > shownLines)
    parts.push(
      `the first ${formatCount(held - shownLines, 'kept line')} can be copied but ${held - shownLines === 1 ? 'isn’t' : 'aren’t'} drawn`,
    );
  return parts.length === 0 ? null : `${parts.join('; ')}.`;
}

/** Everything held, as text for the clipboard; streams other than stdout are named. */
export function outputAsText(lines: readonly OutputLine[], cut: Cut): string {
  const head = cut.cutLines > 0 ? [`[${formatCount(cut.cutLines, 'earlier line')} dropped]`] : [];
  const body = lines.map(({ stream, text }) =>
    stream === 'stdout' ? plainLine(text) : `[${streamLabels[stream]}] ${plainLine(text)}`,
  );
  return [...head, ...body, ''].join('\n');
}
