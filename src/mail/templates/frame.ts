import type { Language } from '../../http/contract-error';
import type { MailText } from './mail-text';
import { escapeHtml } from './typed-text';

/** What all mails have around their text. */
export type Framed = MailText & {
  language: Language;
  brand: string;
  greeting: string;
  linkBelow: string;
  footer: string;
};

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Tahoma,Arial,sans-serif";

/**
 * Colours by day stand inline, because many mail programs read nothing else; those that know a dark mode and read
 * style sheets get it from here. Outlook.com and Gmail darken by themselves.
 */
const STYLE = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background: #10181a !important; }
    .card { background: #1a2527 !important; border-color: #2b393b !important; }
    .strong { color: #f2f7f5 !important; }
    .text { color: #ccd8d4 !important; }
    .quiet { color: #93a5a0 !important; }
    .rule { border-color: #2b393b !important; }
    .link { color: #6fd3a4 !important; }
  }
  @media (max-width: 600px) { .inside { padding: 28px 22px !important; } }`;

const table = (attributes: string, content: string): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" ${attributes}>${content}</table>`;

const paragraph = (text: string): string =>
  `<p class="text" style="margin:0 0 16px;font-size:16px;line-height:26px;color:#33443f">${escapeHtml(text)}</p>`;

const quiet = (text: string): string =>
  `<p class="quiet" style="margin:0 0 8px;font-size:14px;line-height:22px;color:#5c6f69">${escapeHtml(text)}</p>`;

/** What people typed reads in its own direction, within columns that follow the mail's. */
const dataTable = ({ heads, rows }: NonNullable<MailText['table']>, start: string): string => {
  const cell = (tag: string, style: string, text: string): string =>
    `<${tag} class="text rule" dir="auto" style="padding:8px 6px;border-bottom:1px solid #dde6e2;text-align:${start};font-size:14px;line-height:20px;color:#33443f;${style}">${escapeHtml(text)}</${tag}>`;
  const line = (cells: string): string => `<tr>${cells}</tr>`;
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;border-collapse:collapse">
${line(heads.map((head) => cell('th', 'font-weight:700', head)).join(''))}
${rows.map((row) => line(row.map((text) => cell('td', '', text)).join(''))).join('\n')}
</table>`;
};

/** The first letter of the brand in a green square; pictures from elsewhere would tell when a mail is read. */
const mark = (brand: string, side: string): string =>
  table(
    '',
    `<tr><td width="36" height="36" align="center" bgcolor="#0b7a53" style="width:36px;height:36px;border-radius:10px;background:#0b7a53;color:#ffffff;font-size:18px;font-weight:700;line-height:36px">${escapeHtml(Array.from(brand)[0]?.toUpperCase() ?? '')}</td>
    <td class="strong" style="padding-${side}:12px;font-size:18px;font-weight:700;color:#10251e">${escapeHtml(brand)}</td></tr>`,
  );

/** The button is a coloured cell, as Outlook draws no padding around a link. */
const button = (
  { label, link }: NonNullable<MailText['button']>,
  linkBelow: string,
  start: string,
): string => {
  const href = escapeHtml(link);
  return `${table(
    'style="margin:8px 0 28px"',
    `<tr><td bgcolor="#0b7a53" style="border-radius:10px;background:#0b7a53"><a href="${href}" target="_blank" rel="noopener" style="display:inline-block;padding:14px 28px;font-size:16px;font-weight:600;line-height:20px;color:#ffffff;text-decoration:none">${escapeHtml(label)}</a></td></tr>`,
  )}
  ${quiet(linkBelow)}
  <p dir="ltr" style="margin:0 0 24px;font-size:13px;line-height:20px;word-break:break-all;text-align:${start}"><a class="link" href="${href}" target="_blank" rel="noopener" style="color:#0b7a53">${href}</a></p>`;
};

/** A mail as HTML: tables and inline styles, which is what mail programs agree on. */
export const framedHtml = (mail: Framed): string => {
  const [dir, start, brandSide] =
    mail.language === 'ar' ? ['rtl', 'right', 'right'] : ['ltr', 'left', 'left'];
  return `<!doctype html>
<html lang="${mail.language}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(mail.subject)}</title>
<style>${STYLE}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#eef3f1;font-family:${FONT}">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(mail.paragraphs[0] ?? '')}</div>
${table(
  `class="page" width="100%" dir="${dir}" style="background:#eef3f1"`,
  `<tr><td align="center" style="padding:32px 12px">
${table(
  `width="100%" dir="${dir}" style="max-width:560px;text-align:${start};font-family:${FONT}"`,
  `<tr><td style="padding:0 8px 20px">${mark(mail.brand, brandSide)}</td></tr>
<tr><td class="card inside" bgcolor="#ffffff" style="padding:40px;background:#ffffff;border:1px solid #dde6e2;border-radius:16px">
<h1 class="strong" style="margin:0 0 20px;font-size:24px;line-height:32px;font-weight:700;color:#10251e">${escapeHtml(mail.heading)}</h1>
${[mail.greeting, ...mail.paragraphs].map(paragraph).join('\n')}
${mail.table ? dataTable(mail.table, start) : ''}
${mail.button ? button(mail.button, mail.linkBelow, start) : ''}
<div class="rule" style="border-top:1px solid #dde6e2;margin:24px 0 20px;font-size:0;line-height:0">&nbsp;</div>
${mail.notes.map(quiet).join('\n')}
</td></tr>
<tr><td class="quiet" style="padding:20px 8px 0;font-size:13px;line-height:20px;color:#5c6f69">${escapeHtml(mail.footer)}</td></tr>`,
)}
</td></tr>`,
)}
</body>
</html>
`;
};

/** The same mail as plain text. */
export const framedText = (mail: Framed): string =>
  [
    mail.greeting,
    ...mail.paragraphs,
    ...(mail.table ? [[mail.table.heads, ...mail.table.rows].map((row) => row.join(' | ')).join('\n')] : []),
    ...(mail.button ? [`${mail.button.label}:\n${mail.button.link}`] : []),
    ...mail.notes,
    `-- \n${mail.footer}`,
  ].join('\n\n') + '\n';
