import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { scopeOf, staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validate, validateBody } from '../../../http/validate';
import { writeScopeOf } from '../../../http/write-scope';
import type { IncomingFile } from '../../../media/incoming-file';
import { assertParameters } from '../../../storefront/list-query';
import { createMediaService } from '../services/media';
import { readMedia } from '../store';
import { MOST_FILES, mediaChange, uploadFields } from '../validation';

type Sent = { field: string; files: IncomingFile[] };

/** The files of a multipart body, which must all stand in one of these fields. */
const filesOf = (ctx: Context, fields: string[]): Sent => {
  if (!ctx.is('multipart')) {
    throw new DomainError('unsupported_media_type', 'send multipart/form-data', {
      contentType: ctx.get('Content-Type'),
    });
  }
  const { files = {} } = ctx.request as { files?: Record<string, IncomingFile | IncomingFile[]> };
  // They are named as they were asked for: which one arrived first is chance.
  const names = Object.keys(files).sort((one, other) => fields.indexOf(one) - fields.indexOf(other));
  const [field = fields[0] ?? '', second] = names;
  const stray = [field, second].find((name) => name !== undefined && !fields.includes(name)) ?? second;
  if (stray !== undefined) throw invalidField(stray, `send files as ${fields.join(' or ')}, in one field`);
  return { field, files: [files[field] ?? []].flat() };
};

// Names that an upload answers: a slug, a random part and an extension.
const FILENAME = /^[\w.-]{1,255}$/;

const filenameOf = (ctx: Context): string => {
  const { filename = '' } = ctx['params'] as { filename?: string };
  if (!FILENAME.test(filename)) throw notFound('file');
  return filename;
};

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::media.media', createMediaService);

  const present = (ctx: Context, ids: string[]): Promise<string[]> => {
    const { company } = scopeOf(ctx);
    return readMedia(strapi.db.connection, company, localeOf(ctx) ?? company.defaultLocale, ids);
  };

  const store = async (ctx: Context, { field, files }: Sent): Promise<string[]> => {
    assertParameters(ctx.query, ['locale']);
    const { alternativeText } = validate(uploadFields, ctx.request.body);
    const ids = await service.store(writeScopeOf(ctx), staffOf(ctx).id, field, files, alternativeText);
    ctx.status = 201;
    return present(ctx, ids);
  };

  return {
    async uploadOne(ctx: Context): Promise<void> {
      const sent = filesOf(ctx, ['image', 'file']);
      if (sent.files.length !== 1) throw invalidField(sent.field, 'send one picture');
      const [item = ''] = await store(ctx, sent);
      sendPrivateItem(ctx, item);
    },

    async uploadMany(ctx: Context): Promise<void> {
      const sent = filesOf(ctx, ['images']);
      if (sent.files.length === 0) throw invalidField(sent.field, 'send at least one picture');
      if (sent.files.length > MOST_FILES) throw invalidField(sent.field, `at most ${MOST_FILES} pictures`);
      const items = await store(ctx, sent);
      sendPrivateItem(ctx, `[${items.join(',')}]`);
    },

    async update(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const { alternativeText } = validateBody(mediaChange, ctx);
      const documentId = await service.describe(writeScopeOf(ctx), filenameOf(ctx), alternativeText);
      const [item = ''] = await present(ctx, [documentId]);
      sendPrivateItem(ctx, item);
    },

    async delete(ctx: Context): Promise<void> {
      assertParameters(ctx.query, []);
      await service.remove(writeScopeOf(ctx), filenameOf(ctx));
      ctx.status = 204;
    },
  };
};
