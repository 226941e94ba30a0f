import sharp from 'sharp';
import { checkIncomingFile, type IncomingFile } from './incoming-file';
import { whenItsTurn } from './processing';

/** A picture that lies with what it belongs to, and under no address that everybody may ask. */
export type PrivatePicture = { mime: string; data: Buffer };

/** Pixels of its longer side, enough to read the number on a door. */
const LONGEST_SIDE = 1600;

const QUALITY = 80;

/**
 * Makes an uploaded picture one that may be kept privately: of moderate size, upright, and without what the camera
 * noted beside it, such as where it was.
 * @param field where the file was sent, for the complaint
 * @throws DomainError `payload_too_large`, `unsupported_media_type`; ValidationError for a bad name
 */
export const makePrivatePicture = (field: string, file: IncomingFile): Promise<PrivatePicture> =>
  whenItsTurn(async () => {
    const { filepath } = await checkIncomingFile(field, file);
    const data = await sharp(filepath)
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer();
    return { mime: 'image/webp', data };
  });
