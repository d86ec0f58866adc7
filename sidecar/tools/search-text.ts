import { z } from 'zod';
import { cutText } from '../../core/kernel/cut-text.ts';
import { confinedPath } from './confined-path.ts';
import { createKeptOutput } from './kept-output.ts';
import { runTool } from './run-command.ts';
import { answer, defineTool, refusal } from './tool.ts';

const MATCHES = 200;
const CHARACTERS = 30_000;
const SECONDS = 60;

/** grep does the work: a bad expression then costs a process its time, not the sidecar. */
export const searchText = defineTool({
  name: 'search_text',
  description: `Finds lines in text files of the workspace, at most ${MATCHES}, as path:line:text. .git and node_modules are left out.`,
  input: z.object({
    text: z.string().min(1).max(1000).describe('What to look for'),
    path: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('File or folder to look in; the whole workspace without it'),
    expression: z.boolean().optional().describe('True when text is an extended regular expression'),
    any_case: z.boolean().optional().describe('True when upper and lower case count as the same'),
  }),
  async run(input, context) {
    const place = await confinedPath(context.folder, input.path ?? '.');
    if (!place.ok) return refusal(place.message);
    const output = createKeptOutput(CHARACTERS);
    let problem = '';
    const how = input.expression === true ? '-rnIE' : '-rnIF';
    const args = [
      how,
      ...(input.any_case === true ? ['-i'] : []),
      `-m${MATCHES}`,
      '--exclude-dir=.git',
      '--exclude-dir=node_modules',
      '-e',
      input.text,
      '--',
      `./${place.name}`,
    ];
    const end = await runTool('grep', args, Math.min(SECONDS, context.seconds), context, (stream, text) => {
      if (stream === 'stdout') output.add(text);
      else problem = cutText(`${problem}${text}`, 1000);
    });
    if (end.how === 'exited' && end.code === 1) return answer('[found nowhere]');
    if (end.how === 'timed-out')
      return refusal(`The search took longer than ${SECONDS} seconds; narrow it down.`);
    if (end.how !== 'exited' || (end.code > 1 && output.text() === '')) {
      return refusal(`The search failed. ${problem}`.trim());
    }
    const lines = output.text().trimEnd().split('\n');
    const shown = lines.slice(0, MATCHES).map((line) => line.replace(/^\.\/(?:\.\/)?/, ''));
    const more = lines.length > MATCHES ? `\n[cut after ${MATCHES} lines]` : '';
    return answer(`${shown.join('\n')}${more}`);
  },
});
