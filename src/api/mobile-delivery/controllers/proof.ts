import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { sendPrivatePicture } from '../../../http/private-picture';
import { idOf, localeOf } from '../../../http/read-actions';
import { driverOf, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import type { IncomingFile } from '../../../media/incoming-file';
import { brings } from '../../delivery-assignment/assignment-store';
import { atWork } from '../driver';
import { isProofKind, type ProofKind, proofKindOf, proofKinds, readProof, readProofs } from '../proof-store';
import { createOrdersService, type SentProof } from '../services/orders';

/** The pictures of a multipart body, at most one of each kind. */
const proofsOf = (ctx: Context): SentProof[] => {
  if (!ctx.is('multipart')) {
    throw new DomainError('unsupported_media_type', 'send multipart/form-data', {
      contentType: ctx.get('Content-Type'),
    });
  }
  const { files = {}, body = {} } = ctx.request as {
    files?: Record<string, IncomingFile | IncomingFile[]>;
    body?: object;
  };
  const [text] = Object.keys(body);
  if (text !== undefined) throw invalidField(text.slice(0, 100), 'is not known');
  const proofs = Object.entries(files).map(([field, sent]): SentProof => {
    const [file, second] = [sent].flat();
    if (!isProofKind(field))
      throw invalidField(field.slice(0, 100), `send pictures as ${proofKinds.join(' or ')}`);
    if (!file || second) throw invalidField(field, 'send one picture');
    return { kind: field, file };
  });
  if (proofs.length === 0) throw invalidField('photo', 'send a photo or a signature');
  return proofs;
};

/** The `:kind` of a path. */
const kindOf = (ctx: Context): ProofKind => proofKindOf((ctx['params'] as { kind?: string }).kind);

/** Pictures by which drivers prove a delivery. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::mobile-delivery.orders', createOrdersService);

  return {
    async create(ctx: Context): Promise<void> {
      localeOf(ctx);
      const orderId = idOf(ctx);
      await service.prove({ ...atWork(ctx), orderId }, proofsOf(ctx));
      sendPrivateItem(ctx, await readProofs(strapi.db.connection, orderId));
      ctx.status = 201;
    },

    async show(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { code } = scopeOf(ctx).company;
      sendPrivatePicture(ctx, await readProof(strapi.db.connection, code, idOf(ctx), kindOf(ctx)));
    },

    /** For who brings the order, or has just brought it; `not_found` for other drivers. */
    async showToDriver(ctx: Context): Promise<void> {
      localeOf(ctx);
      const orderId = idOf(ctx);
      const { code } = scopeOf(ctx).company;
      const db = strapi.db.connection;
      if (!(await brings(db, code, orderId, driverOf(ctx).documentId))) throw notFound('order');
      sendPrivatePicture(ctx, await readProof(db, code, orderId, kindOf(ctx)));
    },
  };
};
