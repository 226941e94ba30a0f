import path from 'node:path';
import { DomainError, invalidField } from '../domain/errors';
import { LARGEST_FILE, readImageContent } from './image-content';

/** A file as the parser of multipart bodies leaves it. Strapi's upload service reads these fields. */
export type IncomingFile = {
  filepath: string;
  originalFilename: string | null;
  mimetype: string | null;
  size: number;
  /** ascends in the order of the body (config/middlewares.ts) */
  place?: number;
  /** the type by content, which Strapi prefers to the one sent */
  detectedMimeType?: string;
};

const LONGEST_NAME = 200;

// Names are shown to people and become part of an address; none of these has a place in either.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]/;

const assertName = (field: string, name: string): void => {
  if (name.trim() === '' || name === '.' || name === '..') throw invalidField(field, 'the file needs a name');
  if (name.length > LONGEST_NAME) throw invalidField(field, `the file name is longer than ${LONGEST_NAME}`);
  if (FORBIDDEN.test(name))
    throw invalidField(field, 'the file name must not hold a path or special characters');
};

/** How large a file may be, whatever is in it. */
const assertSize = (size: number): void => {
  if (size <= LARGEST_FILE) return;
  throw new DomainError('payload_too_large', `a file has at most ${LARGEST_FILE} bytes`, {
    bytes: size,
    most: LARGEST_FILE,
  });
};

/**
 * The rules for every uploaded file, from REST and from the panel. The extension and the type become those of
 * the content.
 * @param field where the file was sent, for the complaint
 * @throws DomainError `payload_too_large`, `unsupported_media_type`; ValidationError for a bad name
 */
export const checkIncomingFile = async (field: string, file: IncomingFile): Promise<IncomingFile> => {
  const name = file.originalFilename ?? '';
  assertName(field, name);
  assertSize(file.size);
  const { ext, mime } = await readImageContent(file.filepath);
  const stem = path.parse(name).name || 'picture';
  return { ...file, originalFilename: `${stem}${ext}`, mimetype: mime, detectedMimeType: mime };
};
