import { create } from 'qrcode';

/** The blank modules around a code, by which readers find it. */
const QUIET_ZONE = 4;

/**
 * Draws a QR code of squares, without a picture.
 * @param size in points, with the blank around it
 */
export const drawQr = (
  doc: PDFKit.PDFDocument,
  content: string,
  { x, y, size }: { x: number; y: number; size: number },
): void => {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const side = size / (modules.size + 2 * QUIET_ZONE);
  const at = (module: number): number => (module + QUIET_ZONE) * side;
  doc.rect(x, y, size, size).fillColor('#ffffff').fill();
  for (let row = 0; row < modules.size; row += 1) {
    for (let from = 0; from < modules.size; from += 1) {
      let to = from;
      while (to < modules.size && modules.get(row, to)) to += 1;
      if (to > from) doc.rect(x + at(from), y + at(row), (to - from) * side, side);
      from = to;
    }
  }
  doc.fillColor('#000000').fill();
};
