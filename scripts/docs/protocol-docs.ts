import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocolFiles } from './protocol-files.ts';

/** Rewrites `docs/protocol/` from the definitions; a test holds what is committed against them. */
const folder = join(import.meta.dirname, '../../docs/protocol');
const files = protocolFiles();
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
for (const [name, text] of files) writeFileSync(join(folder, name), text);
console.log(`docs/protocol: ${files.size} files`);
