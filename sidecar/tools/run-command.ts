import { z } from 'zod';
import { withoutOwnTokens } from '../../node/log/redact.ts';
import { describeEnd } from '../../node/processes/describe-end.ts';
import { withMemoryBound } from '../../node/processes/memory-bound.ts';
import { type ProcessEnd, runProcess } from '../../node/processes/run-process.ts';
import { createKeptOutput } from './kept-output.ts';
import { answer, defineTool, refusal, type ToolAnswer, type ToolContext } from './tool.ts';

const SHOWN_CHARACTERS = 30_000;
const OUTPUT_BYTES = 32 * 1024 * 1024;
const GRACE_MS = 2000;

export const runCommand = defineTool({
  name: 'run_command',
  description:
    'Runs a command with sh in the workspace and shows what it printed and its exit code. It cannot ask for input. What it leaves running is ended.',
  input: z.object({
    command: z.string().min(1).max(20_000).describe('Command line for sh'),
    seconds: z.number().int().min(1).max(3600).optional().describe('Longest time it may take'),
  }),
  run: async (input, context) => {
    const output = createKeptOutput(SHOWN_CHARACTERS);
    const seconds = Math.min(input.seconds ?? context.seconds, context.seconds);
    const end = await runTool('sh', ['-c', input.command], seconds, context, (stream, text) => {
      output.add(text);
      context.show(stream, text);
    });
    return commandAnswer(end, output.text(), seconds);
  },
});

/** Runs a program for a tool, with the tool's bounds. */
export function runTool(
  command: string,
  args: readonly string[],
  seconds: number,
  context: ToolContext,
  onText: (stream: 'stdout' | 'stderr', text: string) => void,
): Promise<ProcessEnd> {
  return runProcess({
    ...withMemoryBound({ command, args }, context.memoryBytes),
    folder: context.folder,
    env: context.env,
    seconds,
    outputBytes: OUTPUT_BYTES,
    graceMs: GRACE_MS,
    signal: context.signal,
    onText,
  });
}

function commandAnswer(end: ProcessEnd, printed: string, seconds: number): ToolAnswer {
  const output = printed === '' ? '[it printed nothing]' : withoutOwnTokens(printed);
  if (end.how === 'exited') {
    const text = `${output}\n[exit code ${end.code}]`;
    return end.code === 0 ? answer(text) : refusal(text);
  }
  return refusal(`${output}\n[${describeEnd(end, { seconds, outputBytes: OUTPUT_BYTES })}]`);
}
