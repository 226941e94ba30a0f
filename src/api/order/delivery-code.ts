import { randomInt } from 'node:crypto';

const DIGITS = 6;

/** What a customer tells the driver, so that both know that the right one has the goods: six digits. */
export const newDeliveryCode = (): string => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
