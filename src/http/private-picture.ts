import type { Context } from 'koa';
import type { PrivatePicture } from '../media/private-picture';

/** Answers with a picture, which nobody but its reader keeps. */
export const sendPrivatePicture = (ctx: Context, { mime, data }: PrivatePicture): void => {
  ctx.type = mime;
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Disposition', 'inline');
  ctx.body = data;
};
