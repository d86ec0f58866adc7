import { cpSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A sidecar whose agent's folder is on a disk that only this program sees. Arguments: where the folder was prepared; the
 * disk, where it is copied to and works.
 */
const [prepared = '', disk = ''] = process.argv.slice(2);
const folder = join(disk, 'agent');
cpSync(prepared, folder, { recursive: true });
process.argv.splice(2, 2, folder, '-');
await import('./sidecar-program.ts');
