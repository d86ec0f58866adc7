import type { Page } from '@playwright/test';
import { z } from 'zod';

const Drawn = z.object({ milliseconds: z.number(), nodes: z.number() });
export type Drawn = z.infer<typeof Drawn>;

/**
 * Goes to an address inside the app. What is drawn is drawn when nothing in it says it is loading and nothing came or went
 * for half a second; the time is that of the last coming or going.
 */
export async function openScreen(page: Page, route: string): Promise<Drawn> {
  const script = `(async () => {
    const started = performance.now();
    let last = started;
    const loading = () => [...document.querySelectorAll('main [role=status]')].some((one) => one.textContent.startsWith('Loading'));
    const observer = new MutationObserver(() => { last = performance.now(); });
    observer.observe(document.body, { childList: true, subtree: true });
    history.pushState(null, '', ${JSON.stringify(route)});
    dispatchEvent(new PopStateEvent('popstate'));
    while ((loading() || performance.now() - last < 500) && performance.now() - started < 30000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    observer.disconnect();
    return { milliseconds: last - started, nodes: document.querySelectorAll('*').length };
  })()`;
  return Drawn.parse(await page.evaluate(script));
}

/** The most nodes there are while everything that scrolls is scrolled to its end and every "Show more" is pressed. */
export async function nodesAfterScrolling(page: Page): Promise<number> {
  const script = `(async () => {
    let most = 0;
    const count = async () => {
      await new Promise((resolve) => setTimeout(resolve, 120));
      most = Math.max(most, document.querySelectorAll('*').length);
    };
    const more = () => [...document.querySelectorAll('main button')].find((one) => /^Show .*more/.test(one.textContent));
    for (let press = 0; press < 40 && more() !== undefined; press += 1) { more().click(); await count(); }
    const boxes = [document.scrollingElement, ...document.querySelectorAll('main *')].filter((one) =>
      one.scrollHeight > one.clientHeight + 4 &&
      (one === document.scrollingElement || ['auto', 'scroll'].includes(getComputedStyle(one).overflowY)));
    for (const box of boxes) for (const part of [0.25, 0.5, 0.75, 1]) { box.scrollTop = part * box.scrollHeight; await count(); }
    return most;
  })()`;
  return z.number().parse(await page.evaluate(script));
}
