import { z } from 'zod';
import { writablePath } from './confined-path.ts';
import { answer, defineTool, refusal } from './tool.ts';
import { readWorkspaceText, writeWorkspaceText } from './workspace-text.ts';

const text = z.string().max(200_000);

export const editFile = defineTool({
  name: 'edit_file',
  description:
    'Replaces text in a file of the workspace. old_text must stand in the file exactly once, character for character; with all, every place is replaced.',
  input: z.object({
    path: z.string().min(1).max(1000).describe('Path in the workspace'),
    old_text: text.min(1).describe('Text that stands in the file now'),
    new_text: text.describe('Text that shall stand there'),
    all: z.boolean().optional().describe('Replace every place'),
  }),
  async run(input, context) {
    const place = await writablePath(context.folder, input.path);
    if (!place.ok) return refusal(place.message);
    const file = await readWorkspaceText(place.path, place.name);
    if (!file.ok) return refusal(file.message);

    const parts = file.text.split(input.old_text);
    const places = parts.length - 1;
    if (places === 0) return refusal(`${place.name}: old_text does not stand in it. Nothing was changed.`);
    if (places > 1 && input.all !== true) {
      return refusal(
        `${place.name}: old_text stands in it ${places} times. Nothing was changed; give more of the text around it, or set all.`,
      );
    }
    const problem = await writeWorkspaceText(place.path, place.name, parts.join(input.new_text));
    if (problem !== null) return refusal(problem);
    return answer(`${place.name}: ${places === 1 ? 'one place' : `${places} places`} replaced.`);
  },
});
