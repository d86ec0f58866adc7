import { cutTextBefore } from '../../core/kernel/cut-text.ts';
import { type ProcessEnd, type ProcessRequest, runProcess } from './run-process.ts';

export interface CapturedRun {
  readonly end: ProcessEnd;
  /** True when the program ended by itself with 0. */
  readonly ok: boolean;
  readonly stdout: string;
  /** Both streams in the order they came, the last so many characters. */
  readonly tail: string;
}

/** Runs a process and keeps its standard output and the end of all it printed. */
export async function captureRun(
  request: Omit<ProcessRequest, 'onText'>,
  tailCharacters = 4000,
): Promise<CapturedRun> {
  let stdout = '';
  let tail = '';
  const end = await runProcess({
    ...request,
    onText(stream, text) {
      if (stream === 'stdout') stdout += text;
      tail = cutTextBefore(tail + text, tailCharacters);
    },
  });
  return { end, ok: end.how === 'exited' && end.code === 0, stdout, tail };
}
