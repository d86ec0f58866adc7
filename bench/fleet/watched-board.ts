import { chromium } from '@playwright/test';
import { z } from 'zod';

const Seen = z.object({ frames: z.array(z.number()), shownAfter: z.array(z.number()) });

export interface WatchedBoard {
  /** Starts to count frames and to note when tasks show. */
  start(): Promise<void>;
  read(): Promise<z.infer<typeof Seen>>;
  close(): Promise<void>;
}

/**
 * The fleet board in Chromium. Titles carry the moment of their submission (`@…@`): the first frame after a title came
 * into the page is when a person can see it.
 */
export async function watchBoard(address: string): Promise<WatchedBoard> {
  const browser = await chromium.launch({
    executablePath: process.env['QUARTERDECK_CHROMIUM'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  // The link is exchanged for a cookie, and only then leads to the first screen.
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goto(`${new URL(address).origin}/fleet`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return {
    async start() {
      // Tiles stay where they are while the pointer is among them: what shows is new then, and not only come into view.
      await page.getByRole('listbox').or(page.getByRole('grid')).first().hover();
      // A program of its own in the page: it measures from inside, without asking the page from here.
      await page.evaluate(`(() => {
        const seen = { frames: [], shownAfter: [] };
        globalThis.seen = seen;
        let last = performance.now();
        const tick = (now) => { seen.frames.push(now - last); last = now; requestAnimationFrame(tick); };
        requestAnimationFrame(tick);
        const known = new Set();
        const note = (text) => {
          for (const [, at] of String(text).matchAll(/@(\\d{13})@/g)) {
            if (known.has(at)) continue;
            known.add(at);
            requestAnimationFrame(() => seen.shownAfter.push(Date.now() - Number(at)));
          }
        };
        new MutationObserver((changes) => {
          for (const change of changes) {
            if (change.type === 'characterData') note(change.target.data);
            else for (const added of change.addedNodes) note(added.textContent);
          }
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      })()`);
    },
    read: async () => Seen.parse(await page.evaluate('globalThis.seen')),
    close: () => browser.close(),
  };
}
