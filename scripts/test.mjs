import { installParts } from '../tests/setup/install.mjs';
import { requirePinnedNode } from './pinned-node.mjs';
import { runPlaywright, runVitest } from './run-tests.mjs';
import { addCounts, noCounts, report } from './test-counts.mjs';

/**
 * `npm test`: unit, property, integration, torture (small), then the screens in a real browser. With folders or files
 * named (`npm test -- tests/unit`) those only, without the browser. Ends with `N passed, N failed`.
 */
requirePinnedNode(import.meta.url);

const named = process.argv.slice(2);
const forDesktops = ['dbus-daemon', 'dunst', 'busctl', 'Xvfb', 'aplay', 'paplay'];
const forTests = ['git', 'setfattr', 'setfacl', ...forDesktops];
const missing = installParts([...forTests, ...(named.length > 0 ? [] : ['chromium'])]);
if (missing.length > 0) report({ ...noCounts(), failed: missing.length, broken: missing });
else if (named.length > 0) report(runVitest(named));
else report(addCounts([runVitest([]), runPlaywright()]));
