/** The kinds of pictures that the shop takes. */
export type ImageKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

const skipSubBlocks = (bytes: Buffer, start: number): number => {
  let at = start;
  for (let length = bytes[at]; length; length = bytes[at]) at += length + 1;
  return at + 1;
};

const colourTableSize = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** GIF89a, section 17 and following: header, blocks, trailer. */
const endOfGif = (bytes: Buffer): number => {
  let at = 13 + colourTableSize(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === 0x3b) return at + 1;
    if (block === 0x21) at = skipSubBlocks(bytes, at + 2);
    else if (block === 0x2c) at = skipSubBlocks(bytes, at + 11 + colourTableSize(bytes[at + 9] ?? 0));
    else return -1;
  }
  return -1;
};

const endOfPng = (bytes: Buffer): number => {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const isLast = bytes.toString('latin1', at + 4, at + 8) === 'IEND';
    at += bytes.readUInt32BE(at) + 12;
    if (isLast) return at;
  }
  return -1;
};

const endOfWebp = (bytes: Buffer): number => {
  const size = bytes.readUInt32LE(4);
  return 8 + size + (size % 2);
};

/** ISO base media format: boxes, each with its size; size 1 is followed by a long one, 0 reaches to the end. */
const endOfAvif = (bytes: Buffer): number => {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const short = bytes.readUInt32BE(at);
    if (short === 0) return bytes.length;
    const size = short === 1 && at + 16 <= bytes.length ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    if (size < 8 || at + size > bytes.length) return at;
    at += size;
  }
  return at;
};

const isStandalone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** Finds the next marker after compressed data, where 0xFF is followed by 0 or a restart marker. */
const endOfScan = (bytes: Buffer, start: number): number => {
  let at = bytes.indexOf(0xff, start);
  while (at >= 0) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
};

const endOfJpeg = (bytes: Buffer): number => {
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return -1;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    if (marker === 0xff) at += 1;
    else if (isStandalone(marker)) at += 2;
    else {
      if (at + 4 > bytes.length) return -1;
      at += 2 + bytes.readUInt16BE(at + 2);
      if (marker === 0xda) at = endOfScan(bytes, at);
    }
  }
  return -1;
};

const ends: Record<ImageKind, (bytes: Buffer) => number> = {
  gif: endOfGif,
  png: endOfPng,
  webp: endOfWebp,
  avif: endOfAvif,
  jpeg: endOfJpeg,
};

/** Where a picture ends by its own structure, -1 when it does not end. Decoders do not look behind it. */
export const endOfImage = (kind: ImageKind, bytes: Buffer): number => ends[kind](bytes);

const SAMSUNG_TRAILER = 'SEFT';

/**
 * Whether what follows a picture is what cameras put there: padding, further pictures of the same shot
 * (Multi-Picture Format), or a maker's notes. Anything else is a second file hiding behind the first.
 */
export const isCameraTrailer = (kind: ImageKind, trailer: Buffer): boolean => {
  if (trailer.every((byte) => byte === 0)) return true;
  if (kind !== 'jpeg') return false;
  const begin = trailer.findIndex((byte) => byte !== 0);
  const isPicture = trailer[begin] === 0xff && trailer[begin + 1] === 0xd8;
  return isPicture || trailer.toString('latin1', trailer.length - 4) === SAMSUNG_TRAILER;
};
