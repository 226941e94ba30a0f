import { move } from 'piscina';
import { print, type PrintOrder } from './print';

/** What the press's thread does: the bytes are handed over, not copied. */
export default async (order: PrintOrder): Promise<Uint8Array> => {
  const bytes = await print(order);
  return move(bytes) as unknown as Uint8Array;
};
