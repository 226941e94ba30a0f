import { previewPage } from './page.mjs';
import { listSent, readSent } from './sent-mails.mjs';
import { LANGUAGES, loadTemplates } from './templates.mjs';

/** A mail shows itself, and loads nothing. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'none'";

const DARK = /\(prefers-color-scheme: dark\)/g;

const send = (response, status, body, policy) =>
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    })
    .end(body);

/** In a browser by day a mail is dark when its rules for the night hold always. */
const inTheme = (html, theme) => html.replace(DARK, theme === 'dark' ? 'all' : 'not all');

/**
 * Answers the requests of the preview.
 * @param {string} projectDir
 * @param {string} folder where sent mails are
 */
export function answerPreview(projectDir, folder) {
  const { kinds, render } = loadTemplates(projectDir);

  const mailOf = async (url) => {
    const [, place, name, language] = url.pathname.split('/').map(decodeURIComponent);
    if (place === 'sent') return (await readSent(folder, name))?.html ?? null;
    if (place !== 'mail' || !kinds.includes(name) || !LANGUAGES.includes(language)) return null;
    return render(name, language).html;
  };

  const page = async ({ searchParams }) => {
    const sent = searchParams.get('sent');
    const asked = searchParams.get('kind');
    const kind = kinds.includes(asked) ? asked : kinds[0];
    return previewPage({
      kinds,
      sent: await Promise.all(
        (await listSent(folder)).map(async (name) => ({ name, ...(await readSent(folder, name)) })),
      ),
      folder,
      opened: sent,
      kind,
      mails: LANGUAGES.map((language) => ({ language, ...render(kind, language) })),
      form: searchParams.get('form') === 'text' ? 'text' : 'html',
      theme: searchParams.get('theme') === 'dark' ? 'dark' : 'light',
      width: searchParams.get('width') === 'phone' ? 'phone' : 'desk',
    });
  };

  const answer = async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/') return send(response, 200, await page(url), PAGE_POLICY);
    const html = await mailOf(url);
    return html === null
      ? send(response, 404, 'There is no such mail.', PAGE_POLICY)
      : send(response, 200, inTheme(html, url.searchParams.get('theme')), MAIL_POLICY);
  };

  return (request, response) => {
    answer(request, response).catch((error) => send(response, 500, String(error.message), PAGE_POLICY));
  };
}
