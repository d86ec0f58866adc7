/** What a page of ours may load and do, as data. Every directive left out falls back to `default-src 'none'`. */
const directives: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  // A chart saved as PNG is drawn through an image made from its own SVG, and pictures that are evidence come as data.
  'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

export const contentPolicy: string = policyText(directives);

/** The same for a page that also opens a WebSocket to its own host: not every browser takes that for `'self'`. */
export function contentPolicyAt(host: string): string {
  return policyText({ ...directives, 'connect-src': ["'self'", `ws://${host}`] });
}

function policyText(policy: typeof directives): string {
  return Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** On every answer of the web shell, whatever it is. */
export const guardHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
};
