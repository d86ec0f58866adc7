import { editFile } from './edit-file.ts';
import { listFiles } from './list-files.ts';
import { readFile } from './read-file.ts';
import { runCommand } from './run-command.ts';
import { searchText } from './search-text.ts';
import type { Tool } from './tool.ts';
import { writeFile } from './write-file.ts';

/** What a model may do in a workspace. */
export const workspaceTools: readonly Tool[] = [
  readFile,
  writeFile,
  editFile,
  listFiles,
  searchText,
  runCommand,
];
