import fs from 'node:fs';
import os from 'node:os';

// What the parser of multipart bodies and Strapi's image processing leave in the temporary folder.
const OURS = /^([a-z0-9]{25}|strapi-upload-.+)$/;

const present = (): string[] => fs.readdirSync(os.tmpdir()).filter((name) => OURS.test(name));

/** Notes the temporary files there are; the answer waits until no further ones are left. */
export const watchTemporaryFiles = (): (() => Promise<void>) => {
  const before = present();
  return async () => {
    const limit = Date.now() + 10_000;
    let left = present();
    while (left.some((name) => !before.includes(name)) && Date.now() < limit) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      left = present();
    }
    expect(left.filter((name) => !before.includes(name))).toEqual([]);
  };
};
