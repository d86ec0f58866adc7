import { z } from 'zod';
import { cutText } from '../../core/kernel/cut-text.ts';
import { confinedPath } from './confined-path.ts';
import { answer, defineTool, refusal } from './tool.ts';
import { readWorkspaceText } from './workspace-text.ts';

const LINES = 2000;
const CHARACTERS = 60_000;

export const readFile = defineTool({
  name: 'read_file',
  description: `Reads a text file of the workspace. Shows at most ${LINES} lines and ${CHARACTERS} characters at a time; first_line goes on from there.`,
  input: z.object({
    path: z.string().min(1).max(1000).describe('Path in the workspace'),
    first_line: z.number().int().min(1).optional().describe('First line to show, counted from 1'),
    lines: z.number().int().min(1).max(LINES).optional().describe('How many lines to show'),
  }),
  async run(input, context) {
    const place = await confinedPath(context.folder, input.path);
    if (!place.ok) return refusal(place.message);
    const file = await readWorkspaceText(place.path, place.name);
    if (!file.ok) return refusal(file.message);

    const all = file.text.split('\n');
    const first = input.first_line ?? 1;
    if (first > all.length) return refusal(`${place.name} has only ${all.length} lines.`);
    const wanted = all.slice(first - 1, first - 1 + (input.lines ?? LINES));
    const whole = wanted.join('\n');
    const shown = cutText(whole, CHARACTERS);
    const last = first - 1 + shown.split('\n').length;
    const cut = shown.length < whole.length ? ', the last one shown in part' : '';
    const rest =
      last < all.length || cut !== '' ? `\n[lines ${first} to ${last} of ${all.length}${cut}]` : '';
    return answer(`${shown}${rest}`);
  },
});
