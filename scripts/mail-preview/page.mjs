const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter]);

const titled = (kind) => kind.replace(/_/g, ' ').replace(/^./, (letter) => letter.toUpperCase());

const STYLE = `
  * { box-sizing: border-box; }
  body { margin: 0; display: grid; grid-template-columns: 264px 1fr; min-height: 100vh;
         font: 15px/1.5 -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; color: #10251e; background: #f6f8f7; }
  nav { background: #fff; border-right: 1px solid #dde6e2; padding: 28px 16px; }
  nav .brand { margin: 0 12px 20px; font-size: 17px; font-weight: 700; color: #10251e; }
  nav .brand::before { content: ''; display: inline-block; width: 14px; height: 14px; margin-right: 10px; border-radius: 4px; background: #0b7a53; }
  h2 { margin: 24px 12px 6px; font-size: 12px; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; color: #6b7f78; }
  nav a { display: block; padding: 7px 12px; border-radius: 8px; color: inherit; text-decoration: none; }
  nav a:hover { background: #eef3f1; }
  nav a[aria-current] { background: #e2f2ea; color: #075c3e; font-weight: 600; }
  nav small { display: block; color: #6b7f78; font-weight: 400; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  nav p { margin: 6px 12px; color: #6b7f78; font-size: 13px; overflow-wrap: anywhere; }
  main { padding: 24px 32px; min-width: 0; }
  header { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; margin-bottom: 20px; }
  h1 { flex: 1; margin: 0; font-size: 22px; }
  .choice { display: flex; padding: 3px; border-radius: 9px; background: #e6ecea; }
  .choice a { padding: 4px 12px; border-radius: 7px; color: #4a5e57; font-size: 13px; text-decoration: none; }
  .choice a[aria-current] { background: #fff; color: #10251e; font-weight: 600; box-shadow: 0 1px 2px #0002; }
  .mails { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 24px; }
  figure { margin: 0; }
  figcaption { margin-bottom: 10px; }
  figcaption span { display: block; font-size: 12px; color: #6b7f78; }
  figcaption b { display: block; }
  iframe, pre { display: block; width: 100%; height: calc(100vh - 176px); min-height: 560px; margin: 0 auto; border: 1px solid #dde6e2; border-radius: 12px; background: #fff; }
  .phone iframe { max-width: 390px; }
  pre { padding: 24px; font: 14px/1.6 ui-monospace, 'DejaVu Sans Mono', monospace; white-space: pre-wrap; overflow: auto; overflow-wrap: anywhere; text-align: start; }`;

const LANGUAGE_NAMES = { en: 'English', ar: 'العربية' };

/** A link to the same page with something else chosen. */
const link = (state, change, label) => {
  const wanted = { ...state, ...change };
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== null));
  const isCurrent = Object.entries(change).every(([name, value]) => state[name] === value);
  return `<a href="/?${escape(query)}"${isCurrent ? ' aria-current="true"' : ''}>${label}</a>`;
};

const choice = (state, name, options) =>
  `<div class="choice">${Object.entries(options)
    .map(([value, label]) => link(state, { [name]: value }, label))
    .join('')}</div>`;

const figure = ({ caption, subject, html, text, source, lang, dir }, { form, theme }) => `
  <figure>
    <figcaption dir="${dir}"><span>${escape(caption)}</span><b dir="auto">${escape(subject)}</b></figcaption>
    ${
      form === 'text' || html === null
        ? `<pre lang="${lang}" dir="${dir}">${escape(text)}</pre>`
        : `<iframe title="${escape(subject)}" sandbox="allow-popups" src="${escape(source)}?theme=${theme}"></iframe>`
    }
  </figure>`;

/**
 * The page: all kinds and all sent mails to choose from, and what is chosen, in its languages.
 * @returns {string} HTML
 */
export function previewPage({ kinds, sent, folder, opened, kind, mails, form, theme, width }) {
  const found = sent.find(({ name }) => name === opened) ?? null;
  const state = { kind: found ? null : kind, sent: found?.name ?? null, form, theme, width };
  const figures = found
    ? [{ ...found, caption: found.to, source: `/sent/${found.name}`, lang: 'en', dir: 'auto' }]
    : mails.map(({ language, ...mail }) => ({
        ...mail,
        caption: LANGUAGE_NAMES[language],
        source: `/mail/${kind}/${language}`,
        lang: language,
        dir: language === 'ar' ? 'rtl' : 'ltr',
      }));
  const sentLinks = sent.map((mail) =>
    link(state, { kind: null, sent: mail.name }, `${escape(mail.subject)}<small>${escape(mail.to)}</small>`),
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mails</title><style>${STYLE}</style></head>
<body>
<nav>
  <p class="brand">Mails</p>
  <h2>Templates</h2>
  ${kinds.map((each) => link(state, { kind: each, sent: null }, escape(titled(each)))).join('\n  ')}
  <h2>Sent</h2>
  ${sentLinks.join('\n  ') || `<p>None yet. Without SendGrid and SMTP, mails are written into ${escape(folder)}.</p>`}
</nav>
<main class="${width}">
  <header>
    <h1 dir="auto">${escape(found ? found.subject : titled(kind))}</h1>
    ${choice(state, 'form', { html: 'HTML', text: 'Text' })}
    ${choice(state, 'theme', { light: 'Light', dark: 'Dark' })}
    ${choice(state, 'width', { desk: 'Desktop', phone: 'Phone' })}
  </header>
  <div class="mails">${figures.map((each) => figure(each, { form, theme })).join('')}</div>
</main>
</body>
</html>`;
}
