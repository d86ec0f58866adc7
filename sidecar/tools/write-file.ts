import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writablePath } from './confined-path.ts';
import { answer, defineTool, refusal } from './tool.ts';
import { writeWorkspaceText } from './workspace-text.ts';

const CHARACTERS = 2_000_000;

export const writeFile = defineTool({
  name: 'write_file',
  description:
    'Writes a whole text file of the workspace, a new one or over an old one. Missing folders are made.',
  input: z.object({
    path: z.string().min(1).max(1000).describe('Path in the workspace'),
    content: z.string().max(CHARACTERS).describe('The whole new text'),
  }),
  async run(input, context) {
    const place = await writablePath(context.folder, input.path);
    if (!place.ok) return refusal(place.message);
    try {
      await mkdir(dirname(place.path), { recursive: true });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return refusal(`${place.name}: its folder cannot be made (${why}).`);
    }
    const problem = await writeWorkspaceText(place.path, place.name, input.content);
    return problem === null ? answer(`${place.name} is written.`) : refusal(problem);
  },
});
