import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The program that is put into every bundle, as it stands beside this; `embedded.ts` must hold the same. */
export function verifierFile(): string {
  return readFileSync(fileURLToPath(new URL('./verify.mjs', import.meta.url)), 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const source = `// Made by \`npx node node/bundle/programs/embed.ts\` from verify.mjs beside it, so that a bundled program carries it.
export const verifierProgram = ${JSON.stringify(verifierFile())};
`;
  writeFileSync(fileURLToPath(new URL('./embedded.ts', import.meta.url)), source);
}
