import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kitPage } from './kit-list.ts';

/** Rewrites the lists of `renderer/ui/README.md` from the kit's files; a test holds what is committed against them. */
const kit = join(import.meta.dirname, '../../renderer/ui');
writeFileSync(join(kit, 'README.md'), kitPage(kit));
console.log('renderer/ui/README.md');
