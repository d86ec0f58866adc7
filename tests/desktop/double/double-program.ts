import { registerHooks } from 'node:module';
import { runInThisContext } from 'node:vm';
import { z } from 'zod';

/** Loaded before the desktop shell's main.js: `electron` is the double in this process, and tests may look inside. */
const place = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: place, shortCircuit: true } : next(name, context),
});
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: 'double' } });

const Ask = z.object({ id: z.number(), source: z.string(), given: z.unknown() });

process.on('message', (raw) => {
  const { id, source, given } = Ask.parse(raw);
  answer(source, given).then(
    (value) => process.send?.({ kind: 'answer', id, value }),
    (error: unknown) => process.send?.({ kind: 'answer', id, error: String(error) }),
  );
});

async function answer(source: string, given: unknown): Promise<unknown> {
  const double = await import(place);
  // Functions of a test, as text: they see the same objects as the app does.
  const run: unknown = runInThisContext(`(${source})`);
  if (typeof run !== 'function') throw new Error('a function is asked for');
  return Reflect.apply(run, undefined, [double, given]);
}
