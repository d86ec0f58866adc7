import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { confinedPath } from './confined-path.ts';
import { answer, defineTool, refusal } from './tool.ts';

const ENTRIES = 1000;
const quiet = new Set(['.git', 'node_modules']);

export const listFiles = defineTool({
  name: 'list_files',
  description: `Lists a folder of the workspace with what is below it, at most ${ENTRIES} entries. Folders end with a slash; .git and node_modules are not entered, and links are not followed.`,
  input: z.object({
    path: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('Folder in the workspace; the whole workspace without it'),
    depth: z.number().int().min(1).max(20).optional().describe('How many folders deep, 3 without it'),
  }),
  async run(input, context) {
    const place = await confinedPath(context.folder, input.path ?? '.');
    if (!place.ok) return refusal(place.message);
    const listed: string[] = [];
    let more = false;

    const walk = async (folder: string, prefix: string, depth: number): Promise<string | null> => {
      let entries: Dirent[];
      try {
        entries = await readdir(folder, { withFileTypes: true });
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (context.signal.aborted) return null;
        if (listed.length >= ENTRIES) {
          more = true;
          return null;
        }
        const isFolder = entry.isDirectory();
        const name = `${prefix}${entry.name}`;
        listed.push(isFolder ? `${name}/` : entry.isSymbolicLink() ? `${name} (link)` : name);
        // A folder below that cannot be read is listed and left closed.
        if (isFolder && depth > 1 && !quiet.has(entry.name)) {
          await walk(join(folder, entry.name), `${name}/`, depth - 1);
        }
      }
      return null;
    };

    const problem = await walk(place.path, place.name === '.' ? '' : `${place.name}/`, input.depth ?? 3);
    if (problem !== null) return refusal(`${place.name}: it cannot be listed (${problem}).`);
    if (listed.length === 0) return answer('[nothing in it]');
    return answer(`${listed.join('\n')}${more ? `\n[cut after ${ENTRIES} entries]` : ''}`);
  },
});
