import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appOrigin, serveAppScheme } from '../../../main/desktop/app-scheme.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qd-scheme-'));
  writeFileSync(join(root, 'index.html'), '<title>Quarterdeck</title>');
  writeFileSync(join(root, 'app.js'), 'export {};');
  symlinkSync('/etc/hostname', join(root, 'leak.txt'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The handler as Electron would call it. */
function served(): (path: string, method?: string) => Promise<Response> {
  let handler: ((request: Request) => Response | Promise<Response>) | undefined;
  serveAppScheme({ handle: (_scheme, given) => void (handler = given) }, root);
  return async (address, method = 'GET') => {
    const answer = await handler?.(Object.assign(Object.create(null), { url: address, method }));
    if (answer === undefined) throw new Error('no handler');
    return answer;
  };
}

describe('the desktop page scheme', () => {
  it('answers a route with the page and a file with the file, under the strict content policy', async () => {
    const ask = served();
    const page = await ask(`${appOrigin}/trackers/tr_1?item=it_2`);
    expect([page.status, await page.text()]).toEqual([200, '<title>Quarterdeck</title>']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const script = await ask(`${appOrigin}/app.js`);
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
  });

  it.each([
    ['a file that is not there', `${appOrigin}/missing.js`, 'GET'],
    ['a way out by dots', `${appOrigin}/..%2f..%2fetc/passwd.txt`, 'GET'],
    ['a way out by a link', `${appOrigin}/leak.txt`, 'GET'],
    ['another host', 'quarterdeck-app://elsewhere/app.js', 'GET'],
    ['another method', `${appOrigin}/app.js`, 'POST'],
  ])('refuses %s', async (_what, address, method) => {
    expect((await served()(address, method)).status).toBe(404);
  });
});
