import type { Context } from 'koa';
import { languageOf } from '../http/language';
import { parseDocumentId } from '../storefront/document-id';
import type { PanelUser } from './offer-service';

type AdminState = { user: { id: number; documentId: string } };

/** Who asks about an order in the panel. */
export const panelUserOf = (ctx: Context): PanelUser => {
  const { user } = ctx.state as AdminState;
  return { id: user.id, documentId: user.documentId, locale: languageOf(ctx) };
};

/** Which order they ask about. */
export const orderIdOf = (ctx: Context): string =>
  parseDocumentId((ctx['params'] as { documentId?: string }).documentId);
