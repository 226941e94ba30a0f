import type { Context } from 'koa';
import type { PrintedPaper } from './papers';

/** Answers with a paper, which nobody but its reader keeps. */
export const sendPaper = (ctx: Context, { filename, bytes }: PrintedPaper): void => {
  ctx.type = 'application/pdf';
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Disposition', `inline; filename="${filename}"`);
  ctx.body = bytes;
};
