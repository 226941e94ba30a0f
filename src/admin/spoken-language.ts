/**
 * Has the server answer in the language that the panel is read in: browsers send their own language, whatever the panel
 * is set to. Only requests to this server are spoken in it.
 */
export const speakPanelLanguage = (): void => {
  const send = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href);
    if (url.origin !== window.location.origin) return send(input, init);
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set('Accept-Language', document.documentElement.lang);
    return send(input, { ...init, headers });
  };
};
