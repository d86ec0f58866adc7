import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export interface DocumentedCommand {
  readonly file: string;
  /** As it stands there, word for word. */
  readonly text: string;
}

/**
 * Every command that the README and the guide show: the lines of fenced blocks, where two spaces part a command from its
 * description or from the next one, and what stands in backticks in a sentence.
 */
export function documentedCommands(): DocumentedCommand[] {
  const found = ['README.md', ...globSync('docs/guide/*.md', { cwd: root }).toSorted()].flatMap((file) =>
    commandsIn(readFileSync(join(root, file), 'utf8')).map((text) => ({ file, text })),
  );
  const seen = new Set<string>();
  return found.filter(({ text }) => !seen.has(text) && seen.add(text));
}

/** Not what a tool prints, shown as such: `npm warn ...`. */
const isCommand = (text: string) => /^(quarterdeck|npm|node|npx) (?!warn\b)\S/.test(text);

export function commandsIn(markdown: string): string[] {
  const fence = /^```.*\n([\s\S]*?)^```/gm;
  const blocks = [...markdown.matchAll(fence)].flatMap(([, block = '']) => block.split('\n'));
  const inline = [...markdown.replaceAll(fence, '').matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  return [...blocks.flatMap((line) => line.split(/ {2,}/)), ...inline]
    .map((text) => text.trim())
    .filter(isCommand);
}
