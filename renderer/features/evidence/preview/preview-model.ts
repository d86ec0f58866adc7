import type { OutputOf } from '../../../../core/contract/index.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../../ui/text/format.ts';

export type Previewed = OutputOf<'evidence.preview'>;
export type Preview = Previewed['preview'];
type Tests = Extract<Preview, { kind: 'tests' }>;

/** Whether what is shown is what was added; empty where nothing can be said. */
export function sameSentence({ isAsAdded, preview }: Previewed): string {
  if (preview.kind === 'nothing' || isAsAdded === null) return '';
  return isAsAdded
    ? 'The file is as it was added.'
    : 'The file has changed since it was added; this is what it says now.';
}

/** "Shown are the first 256 kB of 3.2 MB."; empty where all of it is shown. */
export function partSentence(preview: Preview): string {
  if (preview.kind === 'text')
    return preview.shownBytes < preview.bytes
      ? `Shown are the first ${formatBytes(preview.shownBytes)} of ${formatBytes(preview.bytes)}.`
      : '';
  if (preview.kind !== 'tests') return '';
  const { suites, suitesTotal, failures, failuresTotal } = preview;
  return [
    firstOf(suites.length, suitesTotal, 'suite'),
    firstOf(failures.length, failuresTotal, 'test that did not pass', 'tests that did not pass'),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function firstOf(shown: number, total: number, one: string, many?: string): string {
  return shown < total
    ? `Shown are the first ${formatNumber(shown)} of ${formatCount(total, one, many)}.`
    : '';
}

/** "118 passed, 2 failed, 1 skipped, in 1 min": what there is none of is left out. */
export function testsSentence({ counts }: Pick<Tests, 'counts'>): string {
  const { passed, failed, errored, skipped, unclear, seconds } = counts;
  const parts = [
    ...(passed > 0 ? [`${formatNumber(passed)} passed`] : []),
    ...(failed > 0 ? [`${formatNumber(failed)} failed`] : []),
    ...(errored > 0 ? [`${formatNumber(errored)} ended with an error`] : []),
    ...(skipped > 0 ? [`${formatNumber(skipped)} skipped`] : []),
    ...(unclear > 0 ? [`${formatNumber(unclear)} with another status`] : []),
  ];
  if (parts.length === 0) return 'It lists no tests.';
  return `${parts.join(', ')}${seconds > 0 ? `, in ${formatDuration(seconds * 1000)}` : ''}.`;
}

/** The document that a text is; the text itself where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
