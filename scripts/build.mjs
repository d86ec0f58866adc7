import { requirePinnedNode } from './pinned-node.mjs';

/** `npm run build [renderer|node] [--force]`: builds what changed; nothing named builds everything. */
requirePinnedNode(import.meta.url);
const { buildParts, partNames } = await import('./build-parts.mjs');

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('--'));
const unknown = named.filter((name) => !partNames.includes(name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are: ${partNames.join(', ')}.`);
  process.exit(2);
}
const built = buildParts(named.length > 0 ? named : partNames, { force: args.includes('--force') });
process.exitCode = built ? 0 : 1;
