import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { soundFiles } from './sound-files.ts';

/** `npm run sounds`: writes the sounds of alerts to `assets/sounds`; a test holds what is committed against them. */
const folder = join(import.meta.dirname, '../../assets/sounds');
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of soundFiles()) {
  writeFileSync(join(folder, name), bytes);
  console.log(`assets/sounds/${name}: ${bytes.length} bytes`);
}
