import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** OKLCH to linear sRGB after Björn Ottosson's matrices, clipped to the gamut as a screen does. */
function linearRgb(lightness: number, chroma: number, hue: number): readonly [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance(oklch: string): number {
  const found = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(oklch);
  if (found === null) throw new Error(`not a plain oklch colour: ${oklch}`);
  const [red, green, blue] = linearRgb(Number(found[1]), Number(found[2]), Number(found[3]));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const css = readFileSync(new URL('../../../renderer/ui/tokens/tokens.css', import.meta.url), 'utf8');

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1];
  if (block === undefined) throw new Error(`tokens.css has no theme ${theme}`);
  return new Map(
    [...block.matchAll(/(--[\w-]+): ([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

const papers = ['--bg', '--panel', '--hover'];
const texts = ['--ink', '--ink-2', '--ink-3', '--warning-ink', '--problem-ink', '--accent'];
const marks = ['done', 'locked', 'active', 'planned', 'review', 'blocked', 'at-risk', 'stale', 'dropped'];

describe.each(['light', 'dark', 'contrast'])('the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string) => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`${theme} has no ${name}`);
    return value;
  };

  it.each(texts.flatMap((text) => papers.map((paper) => [text, paper] as const)))(
    'draws %s on %s with at least 4.5:1',
    (text, paper) => {
      expect(contrast(colour(text), colour(paper))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ['--ink', '--accent-soft'],
    ['--ink-2', '--accent-soft'],
    ['--on-accent', '--accent'],
    ['--on-accent', '--accent-strong'],
    ['--ink', '--added-soft'],
    ['--ink-2', '--added-soft'],
    ['--ink', '--removed-soft'],
    ['--ink-2', '--removed-soft'],
  ])('draws %s on %s with at least 4.5:1', (text, paper) => {
    expect(contrast(colour(text), colour(paper))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(
    marks.flatMap((mark) => ['--bg', '--panel', '--accent-soft'].map((paper) => [mark, paper] as const)),
  )('draws the %s mark on %s with at least 3:1', (mark, paper) => {
    expect(contrast(colour(`--mark-${mark}`), colour(paper))).toBeGreaterThanOrEqual(3);
  });

  it('draws the focus ring and the frame of controls with at least 3:1', () => {
    for (const paper of ['--bg', '--panel', '--accent-soft']) {
      expect(contrast(colour('--focus'), colour(paper))).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(colour('--line-control'), colour('--panel'))).toBeGreaterThanOrEqual(3);
  });
});

describe('the themes', () => {
  it('give the same names', () => {
    const names = [...tokensOf('light').keys()];
    expect([...tokensOf('dark').keys()]).toEqual(names);
    expect([...tokensOf('contrast').keys()]).toEqual(names);
  });
});
