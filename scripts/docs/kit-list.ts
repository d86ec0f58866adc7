import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const begin =
  '<!-- Made by `npx node scripts/docs/kit-page.ts`; edit the files it reads, not these lists. -->';

interface KitFile {
  readonly name: string;
  /** Functions, components and constants; types stand beside them in the file. */
  readonly exports: readonly string[];
  /** What its first documented export says of itself. */
  readonly about: string;
}

const exported = /^export (?:async )?(?:function|const|class) (\w+)/gm;
const documented = /^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport (?:async )?(?:function|const|class) /m;

function firstSentence(comment: string): string {
  const line = comment.replaceAll(/\s*\n \*?\s*/g, ' ').trim();
  return /^.*?\.(?=\s|$)/.exec(line)?.[0] ?? line;
}

function kitFile(folder: string, name: string): KitFile | null {
  const source = readFileSync(join(folder, name), 'utf8');
  const names = [...source.matchAll(exported)].map(([, one]) => one ?? '');
  if (names.length === 0) return null;
  return { name, exports: names, about: firstSentence(documented.exec(source)?.[1] ?? '') };
}

function folderList(kit: string, folder: string): string {
  const files = readdirSync(join(kit, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .toSorted()
    .flatMap((name) => kitFile(join(kit, folder), name) ?? []);
  const lines = files.map(
    ({ name, exports, about }) =>
      `- \`${name}\`: ${exports.map((one) => `\`${one}\``).join(', ')}.${about === '' ? '' : ` ${about}`}`,
  );
  return [`### ${folder}`, '', ...lines].join('\n');
}

/** The kit's page with its lists of folders, files and exports as the sources have them now. */
export function kitPage(kit: string): string {
  const page = readFileSync(join(kit, 'README.md'), 'utf8');
  const folders = readdirSync(kit, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'gallery' && entry.name !== 'tokens')
    .map((entry) => entry.name)
    .toSorted();
  const prose = page.split(begin)[0] ?? '';
  return [prose.trimEnd(), begin, ...folders.map((folder) => folderList(kit, folder))].join('\n\n') + '\n';
}
