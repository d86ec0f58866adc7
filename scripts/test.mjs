import { installParts } from '../tests/setup/install.mjs';
import { requirePinnedNode } from './pinned-node.mjs';
import { runPlaywright, runVitest } from './run-tests.mjs';
import { addCounts, noCounts, report } from './test-counts.mjs';

/** `npm test`: unit, property, integration, torture (small), then the screens in a real browser. Ends with `N passed, N failed`. */
requirePinnedNode(import.meta.url);

const missing = installParts(['git', 'chromium']);
if (missing.length > 0) report({ ...noCounts(), failed: missing.length, broken: missing });
else report(addCounts([runVitest([]), runPlaywright()]));
