const RIGHT_TO_LEFT = new Set(['ar']);

/** Where Strapi keeps the language that the user chose; JSON or the bare word. */
const LANGUAGE_KEY = 'strapi-admin-language';

/**
 * Strapi's own styles are mostly logical (`padding-inline-start`) and turn with the document. These turn
 * the rest that a merchandiser meets: Radix's parts say `dir="ltr"` wherever they open, lists of relations
 * say `direction: ltr` in their style, and the arrow back points on. The link that skips the menu waits a page's
 * width to the left, where a page that runs from right to left can be scrolled to: behind a dialog, Chromium then
 * shows that empty side. Typed text runs as its own script does.
 */
const styles = `
:is(input[type='text'], input:not([type]), textarea):not([dir], [inputmode='decimal']) { unicode-bidi: plaintext; text-align: start; }
html[dir='rtl'] [dir='ltr']:not(input, textarea, bdi) { direction: rtl; }
html[dir='rtl'] [style*='direction: ltr'] { direction: rtl !important; }
html[dir='rtl'] a[href='#main-content']:not(:focus) { left: auto; right: -100%; }
html[dir='rtl'] main a[aria-current] > svg:first-child { transform: scaleX(-1); }
html[dir='rtl'] :is(th, td, label, legend, button[role='combobox'], [role='option'], [role='menuitem']) { text-align: start; }
`;

const storedLanguage = (): string | null => localStorage.getItem(LANGUAGE_KEY)?.replaceAll('"', '') ?? null;

/** Keeps the direction of the page in step with the language that the user reads the panel in. */
export const followLanguage = (): void => {
  const style = document.createElement('style');
  style.textContent = styles;
  document.head.append(style);

  const root = document.documentElement;
  const turn = (): void => {
    root.dir = RIGHT_TO_LEFT.has(root.lang) ? 'rtl' : 'ltr';
  };
  new MutationObserver(turn).observe(root, { attributes: true, attributeFilter: ['lang'] });
  root.lang = storedLanguage() ?? root.lang;
  turn();
};
