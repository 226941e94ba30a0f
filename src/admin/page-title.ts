const STRAPI_SUFFIX = '| Strapi';
const OWN_SUFFIX = '| SaptMarkets';

const rename = (): void => {
  if (document.title.endsWith(STRAPI_SUFFIX)) {
    document.title = document.title.replace(STRAPI_SUFFIX, OWN_SUFFIX);
  } else if (document.title === 'Strapi Admin') {
    document.title = 'SaptMarkets';
  }
};

/** Strapi ends every page title with its own name and offers no setting for it. */
export const nameThePages = (): void => {
  new MutationObserver(rename).observe(document.head, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  rename();
};
