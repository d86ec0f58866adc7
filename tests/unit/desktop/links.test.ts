import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeInArguments, routeOfLink } from '../../../main/desktop/links.ts';

describe('quarterdeck:// links', () => {
  it('open an in-app route with its query', () => {
    expect(routeOfLink('quarterdeck://open/trackers/tr_1?item=it_2')).toBe('/trackers/tr_1?item=it_2');
  });

  it.each([
    ['another scheme', 'https://open/trackers'],
    ['another verb', 'quarterdeck://delete/trackers/tr_1'],
    ['credentials', 'quarterdeck://me:secret@open/trackers'],
    ['a port', 'quarterdeck://open:80/trackers'],
    ['a second host in the path', 'quarterdeck://open//elsewhere.example/x'],
    ['a control character', 'quarterdeck://open/trackers%00x'],
    ['a broken escape', 'quarterdeck://open/%E0%A4%A'],
    ['a backslash', 'quarterdeck://open/%5Cx'],
    ['no address at all', 'quarterdeck'],
    ['over 2,000 characters', `quarterdeck://open/${'a'.repeat(2_000)}`],
  ])('with %s are refused', (_what, link) => {
    expect(routeOfLink(link)).toBeNull();
  });

  it('are found among the arguments of a second start', () => {
    expect(routeInArguments(['/opt/quarterdeck', '--flag', 'quarterdeck://open/findings'])).toBe('/findings');
    expect(routeInArguments(['/opt/quarterdeck', 'quarterdeck://evil/'])).toBeNull();
  });

  it('never give anything but a route of this app, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((tail) => `quarterdeck://open/${tail}`),
        ),
        (link) => {
          const route = routeOfLink(link);
          if (route === null) return;
          expect(route.startsWith('/')).toBe(true);
          expect(route.startsWith('//')).toBe(false);
          expect(new URL(route, 'https://own.example').host).toBe('own.example');
        },
      ),
    );
  });
});
