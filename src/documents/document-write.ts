import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Company } from '../tenancy/company';

/** A write to a document on its way through the guards. */
export type DocumentWrite = {
  strapi: Core.Strapi;
  trx: Knex.Transaction;
  uid: UID.ContentType;
  action: 'create' | 'update' | 'delete' | 'clone';
  /** null until a new document has its id */
  documentId: string | null;
  /** null for the type `company` itself */
  company: Company | null;
  /** the values being written; guards may complete them */
  data: Record<string, unknown>;
};

/** A write to a document that exists (after it was written). */
export type WrittenDocument = DocumentWrite & { documentId: string };

/**
 * What a content type adds to every write of its documents, wherever it comes from. `before` completes
 * and normalises the values; `after` sees the stored document, still inside the transaction, and throws a
 * DomainError to undo the write; `beforeDelete` refuses or cleans up. `make` stands in for creating where a service does
 * it, and answers the document's id; `erase` for deleting where the row has to stay.
 */
export type DocumentRules = {
  before?: (write: DocumentWrite) => Promise<void>;
  make?: (write: DocumentWrite) => Promise<string>;
  after?: (write: WrittenDocument) => Promise<void>;
  beforeDelete?: (write: WrittenDocument) => Promise<void>;
  afterDelete?: (write: WrittenDocument) => Promise<void>;
  erase?: (write: WrittenDocument) => Promise<void>;
};

/** Which rules hold for which content type. */
export type RulesByType = Partial<Record<string, DocumentRules>>;
