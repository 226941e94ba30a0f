import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { messageOf } from './smtp';
import type { MailTransport } from './transport';

/** Mails hold links that open accounts: only the server's own user reads them. */
const OWNERS_FOLDER = 0o700;
const OWNERS_FILE = 0o600;

/**
 * Sends nothing, but writes each mail into a folder: as it would have gone out (`.eml`), and its HTML.
 * @param folder is made when it is not there
 */
export const createPreviewFolder = (folder: string): MailTransport => {
  const composer = createTransport({ streamTransport: true, buffer: true });

  /** Whoever reads the folder sees a file whole or not at all. */
  const write = async (name: string, content: string | Buffer): Promise<void> => {
    const draft = path.join(folder, `.${name}.draft`);
    await fs.writeFile(draft, content, { mode: OWNERS_FILE });
    await fs.rename(draft, path.join(folder, name));
  };

  return {
    name: 'preview folder',
    send: async (mail) => {
      await fs.mkdir(folder, { recursive: true, mode: OWNERS_FOLDER });
      const { message } = await composer.sendMail(messageOf(mail));
      const time = new Date().toISOString().replace(/[:.]/g, '-');
      const name = `${time}-${mail.kind}-${randomUUID().slice(0, 8)}`;
      if (mail.html !== null) await write(`${name}.html`, mail.html);
      await write(`${name}.eml`, message as Buffer);
    },
  };
};
