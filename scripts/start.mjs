import { requirePinnedNode } from './pinned-node.mjs';

/**
 * `npm start -- [--workspace DIR] [--shell desktop|web] [--port N] [--no-open]`: builds what changed, then opens the
 * workspace in the best shell there is. Everything after the build is `quarterdeck open`.
 */
requirePinnedNode(import.meta.url);
const { buildParts } = await import('./build-parts.mjs');
const { hasDisplay } = await import('../main/cli/host-environment.ts');

const args = process.argv.slice(2);
const asksFor = (shell) => args.includes(`--shell=${shell}`) || args[args.indexOf('--shell') + 1] === shell;
// The desktop shell runs from its bundle; without a display it cannot open, so it need not be built either.
const desktop = asksFor('desktop') || (hasDisplay() && !asksFor('web'));
if (buildParts(desktop ? ['renderer', 'node'] : ['renderer'])) {
  const { main } = await import('../main/quarterdeck.ts');
  await main(['open', ...args]);
} else {
  process.exitCode = 1;
}
