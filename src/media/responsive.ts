import fs from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp, { type ResizeOptions, type Sharp, type SharpOptions } from 'sharp';

/** A picture on its way through Strapi's upload service. */
export type UploadingImage = {
  name: string;
  hash: string;
  ext: string;
  mime: string;
  /** missing once the original is in the store; its stream still works */
  filepath?: string;
  getStream(): NodeJS.ReadableStream;
  path?: string | null;
  tmpWorkingDirectory: string;
  width?: number | null;
  height?: number | null;
};

export type Breakpoints = Record<string, number>;

const THUMBNAIL = { width: 245, height: 156, fit: 'inside' } as const;
const QUALITY = 80;

type Source = Pick<UploadingImage, 'filepath' | 'getStream'>;

// Strapi sends the original off while its sizes are still being made, and then forgets the path.
const openImage = async ({ filepath, getStream }: Source, options: SharpOptions = {}): Promise<Sharp> =>
  sharp(filepath ?? (await buffer(getStream())), options);

/** A smaller copy as WebP, which every browser of today reads and which costs half of a JPEG. Animations keep moving. */
const resized = async (image: UploadingImage, key: string, size: ResizeOptions) => {
  const hash = `${key}_${image.hash}`;
  const filepath = path.join(image.tmpWorkingDirectory, hash);
  const animated = image.mime === 'image/gif' || image.mime === 'image/webp';
  const original = await openImage(image, { animated });
  const made = await original
    .autoOrient()
    .resize({ ...size, withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toFile(filepath);
  return {
    name: `${key}_${image.name}`,
    hash,
    ext: '.webp',
    mime: 'image/webp',
    path: image.path ?? null,
    filepath,
    getStream: () => fs.createReadStream(filepath),
    width: made.width,
    height: made.pageHeight ?? made.height,
    size: Math.round(made.size / 10) / 100,
    sizeInBytes: made.size,
  };
};

/** Width and height as people see the picture, however the camera was held. */
export const dimensionsOf = async (image: Source) => {
  const { autoOrient } = await (await openImage(image)).metadata();
  return { width: autoOrient.width, height: autoOrient.height };
};

/** The small picture of lists; null when the original is no larger. */
export const thumbnailOf = async (image: UploadingImage) => {
  const isLarger = (image.width ?? 0) > THUMBNAIL.width || (image.height ?? 0) > THUMBNAIL.height;
  return isLarger ? resized(image, 'thumbnail', THUMBNAIL) : null;
};

/** One smaller copy for each breakpoint that the original exceeds, one after the other to keep memory low. */
export const responsiveFormatsOf = async (image: UploadingImage, breakpoints: Breakpoints) => {
  const { width, height } = await dimensionsOf(image);
  const formats = [];
  for (const [key, edge] of Object.entries(breakpoints)) {
    if (Math.max(width, height) <= edge) continue;
    formats.push({ key, file: await resized(image, key, { width: edge, height: edge, fit: 'inside' }) });
  }
  return formats;
};
