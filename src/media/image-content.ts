import { readFile, truncate } from 'node:fs/promises';
import sharp, { type Metadata } from 'sharp';
import { DomainError } from '../domain/errors';
import { endOfImage, type ImageKind, isCameraTrailer } from './image-end';

/** The largest file that is taken, in bytes (D26). */
export const LARGEST_FILE = 4 * 1024 * 1024;

/** More than any phone takes; decoded it fills 200 MB, which a small file can be made to claim. */
const MOST_PIXELS = 50_000_000;

/** What a picture is by its content: the extension and the type under which it is stored. */
export type ImageContent = { kind: ImageKind; ext: string; mime: string };

const extensions: Record<ImageKind, string> = {
  jpeg: '.jpg',
  png: '.png',
  gif: '.gif',
  webp: '.webp',
  avif: '.avif',
};

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + text.length) === text;

/** Reads the signature, so that nothing but these five kinds ever reaches a decoder. */
const kindOf = (bytes: Buffer): ImageKind | null => {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp';
  return startsWith(bytes, 'ftyp', 4) ? 'avif' : null;
};

const refuse = (reason: string): DomainError =>
  new DomainError('unsupported_media_type', `${reason}; send a JPG, PNG, GIF, WebP or AVIF picture`, {
    accepted: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'],
  });

const isKind = (kind: ImageKind, { format, compression }: Metadata): boolean =>
  kind === 'avif' ? format === 'heif' && compression === 'av1' : format === kind;

const decoded = async <Result>(work: Promise<Result>): Promise<Result> => {
  try {
    return await work;
  } catch {
    throw refuse('the picture cannot be read to its end');
  }
};

/** Decodes every pixel of every frame: a header alone says nothing about what follows it. */
const assertDecodable = async (bytes: Buffer, kind: ImageKind): Promise<void> => {
  const metadata = await decoded(sharp(bytes, { animated: true, limitInputPixels: false }).metadata());
  if (!isKind(kind, metadata)) throw refuse('the content is not what it says it is');
  if (metadata.width * metadata.height > MOST_PIXELS) {
    throw new DomainError('payload_too_large', 'the picture has more than 50 million pixels', {
      pixels: metadata.width * metadata.height,
    });
  }
  await decoded(sharp(bytes, { animated: true }).stats());
};

/**
 * Finds out by its content what an uploaded file is. What a camera put behind the picture is cut off.
 * @param path the temporary file
 * @throws DomainError `unsupported_media_type` for anything that is not one whole picture of the five kinds;
 *   `payload_too_large` for one of too many pixels
 */
export const readImageContent = async (path: string): Promise<ImageContent> => {
  const bytes = await readFile(path);
  if (bytes.length === 0) throw refuse('the file is empty');
  const kind = kindOf(bytes);
  if (!kind) throw refuse('this is no picture');
  const end = endOfImage(kind, bytes);
  if (end < 0 || end > bytes.length) throw refuse('the picture is cut short');
  if (!isCameraTrailer(kind, bytes.subarray(end))) throw refuse('something hides behind the picture');
  await assertDecodable(bytes.subarray(0, end), kind);
  if (end < bytes.length) await truncate(path, end);
  return { kind, ext: extensions[kind], mime: `image/${kind}` };
};
