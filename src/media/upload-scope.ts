import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { DomainError } from '../domain/errors';
import { stripHtml } from '../documents/plain-texts';

/** What stands in the store of pictures: an original or one of its sizes. */
export type StoredBytes = { hash: string; ext: string; mime: string; provider_metadata?: object | null };

/** The company of an upload (null: shared by all), and its words where they differ from Strapi's own field. */
export type UploadStamp = {
  company: string | null;
  alternativeText?: string | null;
  alternativeTextAr?: string | null;
};

type UploadScope = { stamp: UploadStamp; puts: { bytes: StoredBytes; done: Promise<unknown> }[] };

type Provider = { delete(bytes: StoredBytes): Promise<unknown> };

/** The part of Strapi's provider service that puts bytes into the store. */
export type ProviderService = { upload(bytes: StoredBytes): Promise<void> };

const scopes = new AsyncLocalStorage<UploadScope>();

const providerOf = (strapi: Core.Strapi): Provider =>
  (strapi.plugin('upload') as unknown as { provider: Provider }).provider;

/**
 * Takes bytes out of the store. What cannot be removed is only logged: nothing points to it any more, and the
 * change that made it useless is committed.
 */
export const discardBytes = async (strapi: Core.Strapi, all: StoredBytes[]): Promise<void> => {
  for (const bytes of all) {
    try {
      await providerOf(strapi).delete(bytes);
    } catch (error) {
      strapi.log.error(`The picture ${bytes.hash}${bytes.ext} could not be removed from the store.`);
      strapi.log.error(error);
    }
  }
};

/**
 * Uploads a file, stamped with its company, or leaves nothing of it in the store: when one of its sizes fails,
 * those that arrived are taken out again.
 */
export const inUploadScope = async <Result>(
  strapi: Core.Strapi,
  stamp: UploadStamp,
  work: () => Promise<Result>,
): Promise<Result> => {
  const scope: UploadScope = { stamp, puts: [] };
  try {
    return await scopes.run(scope, work);
  } catch (error) {
    // One size has failed while others may still be on their way.
    await Promise.allSettled(scope.puts.map((put) => put.done));
    await discardBytes(
      strapi,
      scope.puts.map((put) => put.bytes),
    );
    throw error;
  }
};

const asRefusal = (strapi: Core.Strapi, error: unknown): unknown => {
  if (error instanceof errors.PayloadTooLargeError) return error;
  strapi.log.error(error);
  return new DomainError('storage_unavailable', 'the store of pictures did not take the file, try again');
};

/** Notes what goes into the store, and says in the shop's words when the store fails. */
export const watchPuts = <Service extends ProviderService>(
  strapi: Core.Strapi,
  service: Service,
): Service => ({
  ...service,
  async upload(bytes: StoredBytes): Promise<void> {
    const done = service.upload(bytes);
    scopes.getStore()?.puts.push({ bytes, done });
    try {
      await done;
    } catch (error) {
      throw asRefusal(strapi, error);
    }
  },
});

const FILE = 'plugin::upload.file';

type Writing = { params: { data?: Record<string, unknown> } };

/**
 * Writes the stamp in the statement that makes the row, so that a file is never seen without its company, and takes
 * HTML out of the words about files.
 */
export const stampNewFiles = (strapi: Core.Strapi): void => {
  strapi.db.lifecycles.subscribe({
    models: [FILE],
    beforeCreate({ params: { data } }: Writing) {
      const scope = scopes.getStore();
      if (!data) return;
      if (scope) {
        const { company, ...texts } = scope.stamp;
        Object.assign(data, { company_code: company, ...texts });
      }
      stripHtml(strapi, FILE, data);
    },
    beforeUpdate({ params: { data } }: Writing) {
      if (data) stripHtml(strapi, FILE, data);
    },
  } as never);
};
