import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datedText } from '../../main/engine/sample/dated-text.ts';

const folder = join(import.meta.dirname, '../../assets/sample');

/** Every version of one document of the sample programme, oldest first, its days counted from `today`. */
export function sampleVersions(name: string, today: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`) && file.endsWith('.md'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((file) => datedText(readFileSync(join(folder, file), 'utf8'), today));
}
