import { execFileSync } from 'node:child_process';
import { createPrivateKey, type KeyObject } from 'node:crypto';

/** A certificate that vouches for itself, and its key. */
export interface Certificate {
  pem: string;
  key: KeyObject;
}

const PEM = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----\n/g;

/** Makes a certificate of 30 days by the openssl command, as Node.js can only read them. */
export const makeCertificate = (subject: string): Certificate => {
  const output = execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      `/CN=${subject}`,
      '-days',
      '30',
      '-keyout',
      '-',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const blocks = output.match(PEM) ?? [];
  const find = (what: string): string => blocks.find((block) => block.includes(`BEGIN ${what}`)) ?? '';
  return { pem: find('CERTIFICATE'), key: createPrivateKey(find('PRIVATE KEY')) };
};
