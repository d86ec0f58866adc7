// Runs before the first paint, so that a dark screen never starts with a white flash. A file of its own because the
// content security policy allows no inline script.
(() => {
  const root = document.documentElement;
  const prefers = (query) => matchMedia(query).matches;
  let look = {};
  try {
    look = JSON.parse(localStorage.getItem('quarterdeck.look') ?? '{}');
  } catch {
    // Nothing remembered, or not readable: the system's own preference applies.
  }
  const system = prefers('(prefers-contrast: more)')
    ? 'contrast'
    : prefers('(prefers-color-scheme: dark)')
      ? 'dark'
      : 'light';
  root.dataset.theme = ['light', 'dark', 'contrast'].includes(look.theme) ? look.theme : system;
  root.dataset.density = look.density ?? 'normal';
  root.dataset.motion = look.motion ?? 'system';
})();
