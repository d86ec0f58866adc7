import type { Result } from '../../../core/kernel/result.ts';
import { fail, ok } from '../../../core/kernel/result.ts';

const drawn = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'visibility',
  'paint-order',
];

/** A copy that looks the same without the page's style sheets: every drawn property as an attribute. */
export function standAloneSvg(svg: SVGSVGElement, width: number, height: number, paper: string): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const from = [svg, ...svg.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  to.forEach((element, index) => {
    const source = from[index];
    if (source === undefined) return;
    const style = getComputedStyle(source);
    for (const name of drawn) {
      const value = style.getPropertyValue(name);
      if (value !== '') element.setAttribute(name, value);
    }
    for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label']) element.removeAttribute(name);
  });
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  sheet.setAttribute('width', '100%');
  sheet.setAttribute('height', '100%');
  sheet.setAttribute('fill', paper);
  copy.prepend(sheet);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('font-family', '"IBM Plex Sans", system-ui, sans-serif');
  return new XMLSerializer().serializeToString(copy);
}

/** Draws an SVG of the page into a PNG at twice its size. */
export async function svgAsPng(svg: SVGSVGElement): Promise<Result<Blob, 'picture.failed'>> {
  const { width, height } = svg.getBoundingClientRect();
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--panel');
  const text = standAloneSvg(svg, width, height, paper);
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(width * 2);
    canvas.height = Math.ceil(height * 2);
    const context = canvas.getContext('2d');
    if (context === null) return fail('picture.failed', 'The picture could not be drawn here.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, 'image/png');
    });
    return blob === null ? fail('picture.failed', 'The picture could not be written.') : ok(blob);
  } catch {
    return fail('picture.failed', 'The picture could not be drawn from the chart.');
  } finally {
    URL.revokeObjectURL(address);
  }
}
