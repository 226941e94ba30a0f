import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** Numbers without a country are read as Saudi ones. */
const REGION = 'SA';

/** A telephone number in E.164; null when it is none. */
export const parsePhone = (text: string): string | null => {
  const number = parsePhoneNumberFromString(text, REGION);
  return number?.isValid() ? number.number : null;
};
