import { rm } from 'node:fs/promises';
import type { Context, Next } from 'koa';

type Parsed = { filepath: string };

/**
 * Removes what the parser of multipart bodies wrote to disk, once the request is answered. Strapi does so for
 * one field name only.
 */
export default () =>
  async (ctx: Context, next: Next): Promise<void> => {
    const { files = {} } = ctx.request as { files?: Record<string, Parsed | Parsed[]> };
    const parsed = Object.values(files).flat();
    try {
      await next();
    } finally {
      await Promise.all(parsed.map(({ filepath }) => rm(filepath, { force: true })));
    }
  };
